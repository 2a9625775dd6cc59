package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.versions.Origin;
import org.esmap.ai.core.versions.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaretakerTest {
    private static final Version NEXT = new Version("1.1.0");

    @TempDir
    Path data;

    @Test
    void doesEveryStepWhateverBecomesOfTheOthers() throws Exception {
        AtomicInteger swept = new AtomicInteger();
        AtomicInteger purged = new AtomicInteger();
        Guard guard = new Guard() {
            @Override
            void round() {
                throw new NoClassDefFoundError("a fault");
            }
        };
        Schedules schedules = new Schedules() {
            @Override
            void runDue() {
                throw new IllegalStateException("a fault");
            }
        };
        Imports imports = new Imports() {
            @Override
            void sweepWhenDue() {
                swept.incrementAndGet();
            }
        };
        Replays replays = new Replays() {
            @Override
            void purge() {
                purged.incrementAndGet();
            }
        };
        Database database = TestDatabase.H2.open();
        try (Installation node = new Installation(data, database).started()) {
            node.leases.take("a thing", Duration.ofMinutes(1));
            database.run(
                    em -> em.createNativeQuery("update lease set until_at = 0").executeUpdate());
            node.imports.archive(node.model, Installation.zip("1.1.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            node.versions.beginValidation(ToyModel.ID, NEXT, Installation.ANN);

            new Caretaker(node.leases, guard, node.validations, schedules, imports, replays).round();

            assertThat(node.versions.get(ToyModel.ID, NEXT).state()).isEqualTo(State.UPLOADED);
            assertThat(node.leases.held("a thing")).isTrue();
            assertThat(swept.get()).isEqualTo(1);
            assertThat(purged.get()).isEqualTo(1);
        }
    }
}
