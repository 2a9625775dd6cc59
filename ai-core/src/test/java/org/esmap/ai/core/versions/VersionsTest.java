package org.esmap.ai.core.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.RecordedEvents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VersionsTest {
    private static final ModelId MODEL = new ModelId("toy");
    private static final Version NUMBER = new Version("1.0.0");
    private static final Caller ANN = new Caller("ann", "127.0.0.1");

    @ParameterizedTest
    @EnumSource
    void knowsAVersionThatTwoNodesMakeKnownAtOnce(TestDatabase kind) {
        Database database = kind.open();
        Versions other = new Versions(database, new RecordedEvents<>());
        Versions slower = interrupted(database, () -> other.register(MODEL, NUMBER, "a", Origin.BUNDLE, ANN));

        assertThat(slower.register(MODEL, NUMBER, "a", Origin.BUNDLE, ANN).digest())
                .isEqualTo("a");

        Version next = new Version("1.1.0");
        Versions starting = interrupted(database, () -> other.registerShipped(MODEL, next, "b"));
        assertThat(starting.registerShipped(MODEL, next, "b").digest()).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatAnotherContentWasFasterInTakingTheNumber(TestDatabase kind) {
        Database database = kind.open();
        Versions other = new Versions(database, new RecordedEvents<>());
        Versions slower = interrupted(database, () -> other.register(MODEL, NUMBER, "a", Origin.BUNDLE, ANN));

        assertThatThrownBy(() -> slower.register(MODEL, NUMBER, "b", Origin.BUNDLE, ANN))
                .hasMessageContaining("exists with another content");
    }

    /** Versions whose first change is not committed before another node has committed one. */
    private static Versions interrupted(Database database, Runnable another) {
        AtomicReference<Runnable> once = new AtomicReference<>(another);
        return new Versions(
                database,
                new RecordedEvents<>(act ->
                        CompletableFuture.runAsync(once.getAndSet(() -> {})).join()));
    }
}
