package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
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
            StartUp startUp = new StartUp(
                    TestRegistry.of(),
                    node.store,
                    database,
                    follower,
                    caretaker,
                    new Staging(data.resolve("staging")),
                    new UpdatesSettings(data, Duration.ofMillis(1)),
                    node.workers);

            startUp.begin(new jakarta.enterprise.event.Startup());
            rounds.await();
            startUp.stop();

            assertThat(looks.get()).isGreaterThan(2);
        }
    }
}
