package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.Origin;
import org.esmap.ai.core.versions.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Validations that take longer than they may. */
class ValidationLimitsTest {
    private static final Version NEXT = new Version("1.1.0");

    @TempDir
    Path data;

    @Test
    @Timeout(60)
    void endsAValidationWhoseCasesTakeTooLong() throws Exception {
        byte[] golden = "{\"input\":\"golden\",\"expect\":{\"text\":\"golden\"}}\n"
                .repeat(1_000)
                .getBytes(StandardCharsets.UTF_8);
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.imports.archive(
                    node.model,
                    Installation.zip("1.1.0", Map.of("golden.jsonl", golden)),
                    Origin.BUNDLE,
                    Installation.ANN);
            ModelVersion version = node.versions.get(ToyModel.ID, NEXT);
            node.model.before = () -> LockSupport.parkNanos(20_000_000);
            ValidationSettings brief = new ValidationSettings(0.02, 0.5, Duration.ofSeconds(2));

            Report report = new Validation(node.store, node.registry, node.trial, brief, version, done -> {}).run();

            assertThat(report.passed()).isFalse();
            assertThat(report.text())
                    .containsPattern("\"golden\",\"passed\":false,\"detail\":\"[1-9]\\d* of 1000 were run")
                    .contains("\"quality\",\"passed\":false,\"detail\":\"0 of ")
                    .contains("\"latency\",\"passed\":false,\"detail\":\"0 of 50 were run")
                    .contains("the 2 s that it may (ai.validation.limit)");
        }
    }

    @Test
    @Timeout(60)
    void givesUpAValidationThatDoesNotEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.imports.archive(node.model, Installation.zip("1.1.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            node.imports.archive(node.model, Installation.zip("1.2.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            node.model.before = () -> ToyModel.await(never);
            Validations validations =
                    node.validations(node.workers, new ValidationSettings(0.02, 0.5, Duration.ofSeconds(1)));

            var endless = validations.begin(ToyModel.ID, NEXT, Installation.ANN);
            assertThat(endless.get(30, TimeUnit.SECONDS)).isFalse();
            node.model.before = () -> {};
            var next = validations.begin(ToyModel.ID, new Version("1.2.0"), Installation.ANN);
            assertThat(next.get(30, TimeUnit.SECONDS)).isTrue();

            ModelVersion version = node.versions.get(ToyModel.ID, NEXT);
            assertThat(version.state()).isEqualTo(State.REJECTED);
            assertThat(version.report()).contains("did not end within 2 s");
            never.countDown();
        }
    }
}
