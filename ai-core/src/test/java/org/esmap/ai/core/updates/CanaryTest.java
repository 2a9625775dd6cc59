package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.inference.Source;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Strategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryTest {
    @TempDir
    Path data;

    @Test
    void withdrawsACanaryThatErrsOneTimeInFive() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version bad = node.validated("1.1.13");
            node.promotions.promote(
                    ToyModel.ID, bad, new Promotion(Strategy.CANARY, 50, 600, "try"), null, Installation.ANN);

            for (int i = 0; i < 400; i++) {
                serve(node, "k" + i);
            }
            Installation.waitFor(() -> !node.alerts.fired().isEmpty());

            assertThat(node.alerts.fired().get(0).detail()).contains("errors");
            Deployment after = node.deployments.find(ToyModel.ID).orElseThrow();
            assertThat(after.candidate()).isEmpty();
            assertThat(after.live()).isEqualTo(new Version("1.0.0"));
            assertThat(node.deployments.history(ToyModel.ID, 1).get(0).reason()).contains("errors");
        }
    }

    @Test
    void withdrawsNothingThatIsNeitherLiveNorOnTrial() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Promotion now = new Promotion(Strategy.IMMEDIATE, 0, 0, "better");
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), now, null, Installation.ANN);

            assertThat(node.promotions.withdraw(ToyModel.ID, new Version("1.0.0"), "too slow"))
                    .isFalse();
            assertThat(node.ask("x")).isEqualTo("1.1.0");
        }
    }

    @Test
    void withdrawsAPromotedVersionThatErrsWhileAnotherIsOnTrial() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Promotion now = new Promotion(Strategy.IMMEDIATE, 0, 0, "better");
            node.promotions.promote(ToyModel.ID, node.validated("1.1.13"), now, null, Installation.ANN);
            Promotion half = new Promotion(Strategy.CANARY, 50, 600, "better still");
            node.promotions.promote(ToyModel.ID, node.validated("1.2.0"), half, null, Installation.ANN);

            for (int i = 0; i < 400; i++) {
                serve(node, "k" + i);
            }
            Installation.waitFor(() -> !node.alerts.fired().isEmpty());

            Deployment after = node.deployments.find(ToyModel.ID).orElseThrow();
            assertThat(after.live()).isEqualTo(new Version("1.0.0"));
            assertThat(after.candidate()).isEmpty();
        }
    }

    @Test
    void letsAHealthyCanaryGoLiveWhenItsBakeTimeIsOver() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version good = node.validated("1.1.0");
            node.promotions.promote(
                    ToyModel.ID, good, new Promotion(Strategy.CANARY, 50, 1, "try"), null, Installation.ANN);
            for (int i = 0; i < 100; i++) {
                serve(node, "k" + i);
            }

            Installation.waitFor(() -> {
                node.guard.round();
                return node.deployments.find(ToyModel.ID).orElseThrow().live().equals(good);
            });
            assertThat(node.alerts.fired()).isEmpty();
            assertThat(node.ask("x")).isEqualTo("1.1.0");
        }
    }

    private static void serve(Installation node, String key) {
        LoadedVersion held = node.registry.hold(ToyModel.ID, key, null);
        ErrorCode failure = null;
        try {
            held.predictor().predict(Installation.query("abc"));
        } catch (IllegalStateException e) {
            failure = ErrorCode.INTERNAL;
        } finally {
            held.leave();
        }
        node.watches.observe(record(held, failure));
    }

    private static InferenceRecord record(LoadedVersion held, @Nullable ErrorCode failure) {
        return new InferenceRecord(
                "id",
                Instant.now(),
                ToyModel.ID,
                held.manifest().version(),
                held.digest(),
                "text-classification",
                failure == null ? Source.MODEL : null,
                false,
                failure,
                1_000_000,
                3,
                null,
                false);
    }
}
