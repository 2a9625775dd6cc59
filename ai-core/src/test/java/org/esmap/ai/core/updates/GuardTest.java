package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.LosableDatabase;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.scheduling.ScarceThreads;
import org.esmap.ai.core.security.RecordedEvents;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.State;
import org.esmap.ai.core.versions.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                ToyModel.await(answer);
            };

            node.guard.round();

            asked.await();
            answer.countDown();
        }
    }

    @Test
    void settlesAPromotedVersionAfterAMinute() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), NOW, null, Installation.ANN);
            LoadedVersion live =
                    node.registry.traffic(ToyModel.ID).orElseThrow().live();
            assertThat(node.registry.settled(live)).isFalse();
            node.ahead.set(Duration.ofSeconds(61).toNanos());

            node.guard.round();

            Installation.waitFor(() -> node.registry.settled(live));
        }
    }

    @Test
    void goesOnTryingToWithdrawAndSaysSo() throws Exception {
        Database database = TestDatabase.H2.open();
        try (Installation node = new Installation(data, database).started()) {
            Version bad = node.validated("1.1.0");
            node.promotions.promote(ToyModel.ID, bad, NOW, null, Installation.ANN);
            shipped(database, State.REJECTED);

            node.guard.hear(new Suspicion(ToyModel.ID, bad, "a test"));
            Installation.waitFor(() -> !node.alerts.fired().isEmpty());
            node.guard.round();
            assertThat(node.ask("x")).isEqualTo("1.1.0");
            shipped(database, State.RETIRED);
            node.guard.round();
            node.guard.round();

            assertThat(node.ask("x")).isEqualTo("1.0.0");
            assertThat(node.alerts.fired())
                    .extracting(Alert::kind)
                    .containsExactly("automatic-rollback-failed", "automatic-rollback");
            assertThat(node.alerts.fired().get(0).detail()).contains("a test").contains("1.0.0 of toy is REJECTED");
        }
    }

    @Test
    void withdrawsEveryVersionThatIsSuspectedOnceItCan() throws Exception {
        LosableDatabase database = LosableDatabase.fresh();
        try (Installation node = new Installation(data, database).started()) {
            Version live = node.validated("1.1.0");
            node.promotions.promote(ToyModel.ID, live, NOW, null, Installation.ANN);
            Version candidate = node.validated("1.2.0");
            Promotion trial = new Promotion(Strategy.CANARY, 50, 600, "better still");
            node.promotions.promote(ToyModel.ID, candidate, trial, null, Installation.ANN);
            database.lose();
            node.guard.hear(new Suspicion(ToyModel.ID, live, "a test"));
            Installation.waitFor(() -> node.alerts.fired().size() == 1);
            node.guard.hear(new Suspicion(ToyModel.ID, candidate, "a test"));
            Installation.waitFor(() -> node.alerts.fired().size() == 2);
            database.findAgain();

            node.guard.round();

            assertThat(node.ask("x")).isEqualTo("1.0.0");
        }
    }

    @Test
    void withdrawsWhatIsSuspectedThoughNoThreadCouldBeMade() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version bad = node.validated("1.1.0");
            node.promotions.promote(ToyModel.ID, bad, NOW, null, Installation.ANN);
            Guard guard = guard(node, new ScarceThreads());

            guard.hear(new Suspicion(ToyModel.ID, bad, "a test"));
            assertThat(node.ask("x")).isEqualTo("1.1.0");
            guard.round();

            assertThat(node.ask("x")).isEqualTo("1.0.0");
        }
    }

    @Test
    void putsGoldenCasesAgainOnceThereIsAThread() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), NOW, null, Installation.ANN);
            CountDownLatch asked = new CountDownLatch(1);
            node.model.before = asked::countDown;
            ScarceThreads threads = new ScarceThreads();
            Guard guard = guard(node, threads);
            guard.round();

            threads.grant();
            guard.round();

            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Guard guard(Installation node, ScarceThreads threads) {
        return new Guard(
                node.promotions,
                node.deployments,
                node.watches,
                node.registry,
                node.alerts,
                Executors.newCachedThreadPool(threads));
    }

    @ParameterizedTest
    @MethodSource
    void saysThatAVersionCannotBeWithdrawnForWantOfALibraryOrMemory(Error fault) throws Exception {
        Database database = TestDatabase.H2.open();
        Version bad;
        try (Installation node = new Installation(data, database).started()) {
            bad = node.validated("1.1.0");
            node.promotions.promote(ToyModel.ID, bad, NOW, null, Installation.ANN);
        }
        try (Installation node = new Installation(data, database)) {
            node.model.broken.add("1.0.0");
            node.started();
            node.model.fault = fault;

            node.guard.hear(new Suspicion(ToyModel.ID, bad, "a test"));

            Installation.waitFor(() -> !node.alerts.fired().isEmpty());
            assertThat(node.alerts.fired().get(0).detail()).contains(fault.getMessage());
        }
    }

    static Stream<Error> saysThatAVersionCannotBeWithdrawnForWantOfALibraryOrMemory() {
        return Stream.of(new UnsatisfiedLinkError("cannot be linked"), new OutOfMemoryError("Java heap space"));
    }

    private static void shipped(Database database, State state) {
        database.run(em -> em.createNativeQuery("update model_version set state = ?1 where version = '1.0.0'")
                .setParameter(1, state.name())
                .executeUpdate());
    }
}
