package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.scheduling.ScarceThreads;
import org.esmap.ai.core.versions.Origin;
import org.esmap.ai.core.versions.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How validations are begun, kept and ended; what they examine is {@link ValidationTest}'s. */
class ValidationsTest {
    private static final Version NEXT = new Version("1.1.0");

    @TempDir
    Path data;

    @Test
    void saysThatAValidationBrokeOffRatherThanThatItFailed() throws Exception {
        Database database = TestDatabase.H2.open();
        try (Installation node = new Installation(data, database).started()) {
            node.imports.archive(node.model, Installation.zip("1.1.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            node.model.before = () -> {
                throw new OutOfMemoryError("a fault of the platform");
            };

            var result = node.validations.begin(ToyModel.ID, NEXT, Installation.ANN);

            assertThatThrownBy(result::get)
                    .hasRootCauseMessage("a fault of the platform")
                    .hasMessageContaining("The validation of toy 1.1.0 broke off");
            assertThat(node.versions.get(ToyModel.ID, NEXT).state()).isEqualTo(State.UPLOADED);
        }
    }

    @Test
    @Timeout(120)
    void keepsValidationsThatTakeOrWaitLong() throws Exception {
        Database database = TestDatabase.H2.open();
        CountDownLatch answer = new CountDownLatch(1);
        try (Installation node = new Installation(data, database).started()) {
            node.imports.archive(node.model, Installation.zip("1.1.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            node.imports.archive(node.model, Installation.zip("1.2.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            node.model.before = () -> ToyModel.await(answer);
            var one = node.validations.begin(ToyModel.ID, NEXT, Installation.ANN);
            var two = node.validations.begin(ToyModel.ID, new Version("1.2.0"), Installation.ANN);
            database.run(
                    em -> em.createNativeQuery("update lease set until_at = 0").executeUpdate());

            node.leases.renew();
            node.validations.clearAbandoned();
            answer.countDown();

            assertThat(one.get()).isTrue();
            assertThat(two.get()).isTrue();
        }
    }

    @Test
    @Timeout(120)
    void refusesToValidateAVersionThatIsBeingValidated() throws Exception {
        Database database = TestDatabase.H2.open();
        CountDownLatch answer = new CountDownLatch(1);
        try (Installation node = new Installation(data, database).started();
                Installation other = new Installation(data, database)) {
            node.imports.archive(node.model, Installation.zip("1.1.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            node.model.before = () -> ToyModel.await(answer);
            var passed = node.validations.begin(ToyModel.ID, NEXT, Installation.ANN);

            for (Installation each : List.of(node, other)) {
                assertThatThrownBy(() -> each.validations.begin(ToyModel.ID, NEXT, Installation.ANN))
                        .isInstanceOfSatisfying(
                                AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
            }
            assertThatThrownBy(() -> node.versions.beginValidation(ToyModel.ID, NEXT, Installation.ANN))
                    .hasMessageContaining("is VALIDATING");
            answer.countDown();

            assertThat(passed.get()).isTrue();
            assertThat(other.validate(NEXT).state()).isEqualTo(State.VALIDATED);
        }
    }

    @Test
    void clearsAValidationForWhichThereWasNoThread() throws IOException {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.imports.archive(node.model, Installation.zip("1.1.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            Validations validations = node.validations(Executors.newCachedThreadPool(new ScarceThreads()));
            assertThatThrownBy(() -> validations.begin(ToyModel.ID, NEXT, Installation.ANN))
                    .isInstanceOf(OutOfMemoryError.class);

            validations.clearAbandoned();

            assertThat(node.versions.get(ToyModel.ID, NEXT).state()).isEqualTo(State.UPLOADED);
        }
    }

    @Test
    void clearsAValidationWhoseNodeDied() throws IOException {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.imports.archive(node.model, Installation.zip("1.1.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            node.versions.beginValidation(ToyModel.ID, NEXT, Installation.ANN);

            node.validations.clearAbandoned();

            assertThat(node.versions.get(ToyModel.ID, NEXT).state()).isEqualTo(State.UPLOADED);
        }
    }
}
