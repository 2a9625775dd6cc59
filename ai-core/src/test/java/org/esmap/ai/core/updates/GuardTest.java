package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.RecordedEvents;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    private static final Promotion NOW = new Promotion(Strategy.IMMEDIATE, 0, 0, "better");
    private static final ModelId OTHER = new ModelId("other");

    @TempDir
    Path data;

    @Test
    void looksAfterEveryModelWhateverBecomesOfOne() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            var traffic = node.registry.traffic(ToyModel.ID).orElseThrow();
            node.versions.registerShipped(
                    OTHER, new Version("1.0.0"), traffic.live().digest());
            node.deployments.findOrCreate(OTHER, new Version("1.0.0"));
            node.registry.route(OTHER, traffic);
            Set<ModelId> looked = ConcurrentHashMap.newKeySet();
            Watches failing = new Watches(Installation.WATCHING, new RecordedEvents<>()) {
                @Override
                boolean knows(Deployment row) {
                    looked.add(row.model());
                    throw new IllegalStateException("a fault");
                }
            };

            new Guard(node.promotions, node.deployments, failing, node.registry, node.alerts, node.workers).round();

            assertThat(looked).containsExactlyInAnyOrder(ToyModel.ID, OTHER);
        }
    }

    @Test
    @Timeout(60)
    void isNotHeldUpByAVersionThatDoesNotAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), NOW, null, Installation.ANN);
            node.model.before = () -> {
                asked.countDown();
                await(answer);
            };

            node.guard.round();

            await(asked);
            answer.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(50, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
