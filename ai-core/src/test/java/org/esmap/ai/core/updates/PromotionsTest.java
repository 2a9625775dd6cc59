package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.versions.Change;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.History;
import org.esmap.ai.core.versions.Origin;
import org.esmap.ai.core.versions.State;
import org.esmap.ai.core.versions.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PromotionsTest {
    private static final Promotion NOW = new Promotion(Strategy.IMMEDIATE, 0, 0, "better");

    @TempDir
    Path data;

    @Test
    void endsAShadowWithAStepBackAndACanaryByGoingLive() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version next = node.validated("1.1.0");
            Promotion look = new Promotion(Strategy.SHADOW, 0, 60, "look");
            Promotion half = new Promotion(Strategy.CANARY, 50, 60, "try");

            Deployment watched = node.promotions.promote(ToyModel.ID, next, look, null, Installation.ANN);
            Deployment back = node.promotions.endTrial(watched, "over");
            assertThat(back.live()).isEqualTo(new Version("1.0.0"));
            assertThat(back.candidate()).isEmpty();
            assertThat(node.versions.get(ToyModel.ID, next).state()).isEqualTo(State.VALIDATED);

            Deployment tried = node.promotions.promote(ToyModel.ID, next, half, null, Installation.ANN);
            assertThat(node.promotions.endTrial(tried, "over").live()).isEqualTo(next);
        }
    }

    @Test
    void answersFromTheNewVersionAndFromTheFormerOneAfterRollback() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version next = node.validated("1.1.0");

            node.promotions.promote(ToyModel.ID, next, NOW, null, Installation.ANN);
            assertThat(node.ask("x")).isEqualTo("1.1.0");
            node.promotions.rollBack(ToyModel.ID, null, "worse", null, Installation.ANN);
            assertThat(node.ask("x")).isEqualTo("1.0.0");

            assertThat(node.versions.get(ToyModel.ID, next).state()).isEqualTo(State.RETIRED);
            assertThat(node.deployments.history(ToyModel.ID, 9))
                    .extracting(History::kind)
                    .containsExactly(Change.Kind.ROLLBACK, Change.Kind.PROMOTE, Change.Kind.FIRST_START);
            assertThat(node.trail.firstBroken()).isEmpty();
        }
    }

    @Test
    void refusesToActOnAnOldView() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version next = node.validated("1.1.0");
            long seen = node.deployments.find(ToyModel.ID).orElseThrow().epoch();
            node.promotions.promote(ToyModel.ID, next, NOW, seen, Installation.ANN);

            assertThatThrownBy(() -> node.promotions.rollBack(ToyModel.ID, null, "", seen, Installation.ANN))
                    .isInstanceOfSatisfying(
                            AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STALE_VIEW));
        }
    }

    @Test
    void refusesAVersionThatIsNotValidated() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.imports.archive(node.model, Installation.zip("1.1.0", Map.of()), Origin.BUNDLE, Installation.ANN);

            assertThatThrownBy(() ->
                            node.promotions.promote(ToyModel.ID, new Version("1.1.0"), NOW, null, Installation.ANN))
                    .hasMessageContaining("Only a validated version");
            assertThat(node.ask("x")).isEqualTo("1.0.0");
        }
    }

    @Test
    void refusesToValidateTheVersionThatARollbackLeadsTo() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), NOW, null, Installation.ANN);

            assertThatThrownBy(() -> node.validations.begin(ToyModel.ID, new Version("1.0.0"), Installation.ANN))
                    .isInstanceOfSatisfying(
                            AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                    .hasMessageContaining("a rollback from 1.1.0 leads to");
            node.promotions.rollBack(ToyModel.ID, null, "worse", null, Installation.ANN);
            assertThat(node.ask("x")).isEqualTo("1.0.0");
        }
    }

    @Test
    void keepsNoVersionForARollbackThatIsBeingValidated() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), NOW, null, Installation.ANN);
            node.promotions.promote(ToyModel.ID, node.validated("1.2.0"), NOW, null, Installation.ANN);
            node.versions.beginValidation(ToyModel.ID, new Version("1.0.0"), Installation.ANN);

            node.promotions.rollBack(ToyModel.ID, null, "worse", null, Installation.ANN);

            assertThat(node.ask("x")).isEqualTo("1.1.0");
            assertThat(node.deployments.find(ToyModel.ID).orElseThrow().previous())
                    .isEmpty();
        }
    }

    @Test
    void rollsBackToAVersionThatWasLiveAndToNoOther() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version never = node.validated("1.2.0");
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), NOW, null, Installation.ANN);

            assertThatThrownBy(() -> node.promotions.rollBack(ToyModel.ID, never, "", null, Installation.ANN))
                    .isInstanceOfSatisfying(
                            AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                    .hasMessageContaining("was never live");
            assertThat(node.ask("x")).isEqualTo("1.1.0");
            node.promotions.rollBack(ToyModel.ID, new Version("1.0.0"), "", null, Installation.ANN);
            assertThat(node.ask("x")).isEqualTo("1.0.0");
        }
    }

    @Test
    void rollsBackToTheLiveVersionOnlyToEndATrial() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version live = new Version("1.0.0");
            Promotion trial = new Promotion(Strategy.CANARY, 10, 600, "");
            Deployment before =
                    node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), trial, null, Installation.ANN);

            Deployment after = node.promotions.rollBack(ToyModel.ID, live, "", before.epoch(), Installation.ANN);

            assertThat(after.candidate()).isEmpty();
            assertThatThrownBy(() -> node.promotions.rollBack(ToyModel.ID, live, "", null, Installation.ANN))
                    .hasMessageContaining("It answers already");
            assertThat(node.deployments.find(ToyModel.ID).orElseThrow().epoch()).isEqualTo(after.epoch());
        }
    }

    @Test
    void followsWhatAnotherNodeDecided() throws Exception {
        var database = TestDatabase.H2.open();
        try (Installation one = new Installation(data, database).started();
                Installation two = new Installation(data, database).started()) {
            one.promotions.promote(ToyModel.ID, one.validated("1.1.0"), NOW, null, Installation.ANN);

            assertThat(two.follower.look()).isTrue();

            assertThat(two.ask("x")).isEqualTo("1.1.0");
        }
    }

    @Test
    @Timeout(600)
    void promotesAndRollsBackThreeHundredTimesUnderLoad() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version next = node.validated("1.1.0");
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger answers = new AtomicInteger();
            AtomicInteger wrong = new AtomicInteger();
            List<Thread> load = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                load.add(new Thread(() -> {
                    while (!stop.get()) {
                        wrong.addAndGet(consistent(node) ? 0 : 1);
                        answers.incrementAndGet();
                    }
                }));
            }
            load.forEach(Thread::start);

            for (int round = 0; round < 150; round++) {
                node.promotions.promote(ToyModel.ID, next, NOW, null, Installation.ANN);
                node.promotions.rollBack(ToyModel.ID, null, "again", null, Installation.ANN);
                assertThat(node.ask("x")).isEqualTo("1.0.0");
            }
            stop.set(true);
            for (Thread thread : load) {
                thread.join();
            }

            assertThat(answers.get()).isGreaterThan(300);
            assertThat(wrong.get()).isZero();
            assertThat(node.model.usedAfterClose.get()).isZero();
            assertThat(node.deployments.history(ToyModel.ID, 500)).hasSize(301);
            Installation.waitFor(() -> node.model.open.get() <= 2);
        }
    }

    /** Whether the version that was held is the one that answered. */
    private static boolean consistent(Installation node) {
        LoadedVersion held = node.registry.hold(ToyModel.ID, "key", null);
        try {
            Prediction given = held.predictor().predict(Installation.query("y"));
            return ((Map<?, ?>) given.output())
                    .get("version")
                    .equals(held.manifest().version().value());
        } finally {
            held.leave();
        }
    }

    @Test
    void keepsAnsweringFromWhatItLastKnewWithoutTheDatabase() throws Exception {
        var database = TestDatabase.H2.open();
        try (Installation node = new Installation(data, database).started()) {
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), NOW, null, Installation.ANN);
            String digest = node.versions.get(ToyModel.ID, new Version("1.1.0")).digest();
            Installation.waitFor(() -> new LivePointers(data.resolve("live"))
                    .digest(ToyModel.ID)
                    .filter(digest::equals)
                    .isPresent());
        }
        var lost = new org.esmap.ai.core.database.Database(new org.esmap.ai.core.database.DatabaseSource(
                () -> {
                    throw new AiException(ErrorCode.DATABASE_UNAVAILABLE, "down");
                },
                () -> {
                    throw new IllegalStateException("not reached");
                },
                1_000));
        try (Installation node = new Installation(data, lost).started()) {
            assertThat(node.ask("x")).isEqualTo("1.1.0");
            assertThat(node.follower.look()).isFalse();
        }
    }
}
