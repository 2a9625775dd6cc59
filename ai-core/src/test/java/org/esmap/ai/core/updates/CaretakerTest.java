package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
        AtomicInteger purged = new AtomicInteger();
        Guard guard = new Guard() {
            @Override
            void round() {
                throw new IllegalStateException("a fault");
            }
        };
        Schedules schedules = new Schedules() {
            @Override
            void runDue() {
                throw new IllegalStateException("a fault");
            }
        };
        Replays replays = new Replays() {
            @Override
            void purge() {
                purged.incrementAndGet();
            }
        };
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.imports.archive(node.model, Installation.zip("1.1.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            node.versions.beginValidation(ToyModel.ID, NEXT, Installation.ANN);

            new Caretaker(guard, node.validations, schedules, replays).round();

            assertThat(node.versions.get(ToyModel.ID, NEXT).state()).isEqualTo(State.UPLOADED);
            assertThat(purged.get()).isEqualTo(1);
        }
    }
}
