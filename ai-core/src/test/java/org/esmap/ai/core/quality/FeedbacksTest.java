package org.esmap.ai.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.inference.Source;
import org.esmap.ai.core.inference.Verdict;
import org.esmap.ai.core.registry.TestRegistry;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.RecordedEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedbacksTest {
    private static final Caller ANN = new Caller("ann", "127.0.0.1");

    @ParameterizedTest
    @EnumSource
    void knowsNoAnswerWhoseIdCannotBe(TestDatabase kind) {
        Database database = kind.open();
        ExecutorService none = Executors.newSingleThreadExecutor();
        LogSettings settings = new LogSettings(10, 5, Duration.ofMillis(20), Duration.ofDays(90), null);
        Feedbacks feedbacks = new Feedbacks(
                TestRegistry.of(),
                database,
                new InferenceLog(new LogWriter(database), settings, none),
                new RecordedEvents<>());

        assertThatThrownBy(() -> feedbacks.give("a\0b", true, null, ANN))
                .isInstanceOfSatisfying(
                        AiException.class,
                        e -> assertThat(e.code()).isIn(ErrorCode.NOT_FOUND, ErrorCode.INVALID_INPUT));
        none.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void countsOneAnswerOnceHoweverOftenItIsCalledWrong(TestDatabase kind) {
        Database database = kind.open();
        InferenceRecord answer = FiguresTest.record("1.0.0", Source.MODEL, null, 3, "a", Instant.now());
        new LogWriter(database).write(List.of(answer));
        RecordedEvents<Verdict> verdicts = new RecordedEvents<>();
        ExecutorService none = Executors.newSingleThreadExecutor();
        LogSettings settings = new LogSettings(10, 5, Duration.ofMillis(20), Duration.ofDays(90), null);
        Feedbacks feedbacks = new Feedbacks(
                TestRegistry.of(), database, new InferenceLog(new LogWriter(database), settings, none), verdicts);

        for (int i = 0; i < 20; i++) {
            feedbacks.give(answer.id(), false, null, ANN);
            feedbacks.give(answer.id(), true, null, ANN);
        }
        none.shutdown();

        assertThat(verdicts.fired())
                .singleElement()
                .satisfies(word -> assertThat(word.correct()).isFalse());
        Boolean kept = database.call(em -> em.createQuery("select f.correct from Feedback f", Boolean.class)
                .getSingleResult());
        assertThat(kept).isTrue();
    }

    @Test
    void judgesByTheLabelThatTheCallerExpected() {
        LoggedInference answer =
                new LoggedInference(FiguresTest.record("1.0.0", Source.MODEL, null, 3, "a", Instant.now()));
        List<String> labels = List.of("a", "b");

        assertThat(Feedbacks.judge(answer, labels, null, TextNode.valueOf("a"))).isTrue();
        assertThat(Feedbacks.judge(answer, labels, null, TextNode.valueOf("b"))).isFalse();
        assertThat(Feedbacks.judge(answer, labels, true, null)).isTrue();
        assertThatThrownBy(() -> Feedbacks.judge(answer, labels, null, TextNode.valueOf("A")))
                .hasMessageContaining("/expected: no label of");
        assertThatThrownBy(() -> Feedbacks.judge(answer, labels, true, TextNode.valueOf("b")))
                .hasMessageContaining("/correct: the answer was 'a', expected is 'b'");
    }

    @Test
    void judgesNoAnswerOfSeveralWordsByWhatWasExpected() {
        LoggedInference answer =
                new LoggedInference(FiguresTest.record("1.0.0", Source.MODEL, null, 3, "answer", Instant.now()));

        assertThatThrownBy(() -> Feedbacks.judge(answer, List.of(), null, TextNode.valueOf("41 MW")))
                .hasMessageContaining("say whether it was right");
        assertThat(Feedbacks.judge(answer, List.of(), true, TextNode.valueOf("41 MW")))
                .isTrue();
    }
}
