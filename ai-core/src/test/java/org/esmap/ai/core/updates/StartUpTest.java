package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.TestRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StartUpTest {
    @TempDir
    Path data;

    @Test
    @Timeout(60)
    void goesOnWithItsRoundsWhateverBecomesOfOne() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch rounds = new CountDownLatch(2);
        Follower follower = new Follower() {
            @Override
            boolean look() {
                if (looks.incrementAndGet() == 2) {
                    throw new NoClassDefFoundError("a fault");
                }
                return true;
            }
        };
        Caretaker caretaker = new Caretaker() {
            @Override
            void round() {
                rounds.countDown();
            }
        };
        Database database = TestDatabase.H2.open();
        try (Installation node = new Installation(data, database)) {
            StartUp startUp = startUp(node, database, TestRegistry.of(), follower, caretaker);

            startUp.begin(this);
            rounds.await();
            startUp.stop();

            assertThat(looks.get()).isGreaterThan(2);
        }
    }

    @Test
    void triesAgainToStoreAShippedBundle() throws Exception {
        CountDownLatch attempts = new CountDownLatch(2);
        Model model = new Model() {
            @Override
            public ModelId id() {
                return ToyModel.ID;
            }

            @Override
            public Version shippedVersion() {
                attempts.countDown();
                throw new UncheckedIOException(new IOException("No space left on device"));
            }

            @Override
            public Predictor open(Bundle bundle) {
                throw new AssertionError("there is nothing to open");
            }

            @Override
            public Prediction predict(Predictor predictor, Query query) {
                throw new AssertionError("there is nothing to ask");
            }
        };
        Database database = TestDatabase.H2.open();
        try (Installation node = new Installation(data, database)) {
            StartUp startUp = startUp(node, database, TestRegistry.of(model), node.follower, new Caretaker() {
                @Override
                void round() {}
            });

            startUp.begin(this);

            assertThat(attempts.await(20, TimeUnit.SECONDS)).isTrue();
            startUp.stop();
        }
    }

    private StartUp startUp(
            Installation node, Database database, Registry registry, Follower follower, Caretaker caretaker) {
        return new StartUp(
                registry,
                node.store,
                database,
                follower,
                caretaker,
                new Staging(data.resolve("staging")),
                new UpdatesSettings(data, Duration.ofMillis(1)),
                node.workers);
    }
}
