package org.esmap.ai.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.AnswerId;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.inference.Source;
import org.esmap.ai.core.inference.Verdict;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.TestRegistry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.RecordedEvents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeedbacksTest {
    private static final Caller ANN = new Caller("ann", "127.0.0.1");

    private final ExecutorService none = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        none.shutdown();
    }

    private Feedbacks feedbacks(Registry registry, Database database, Event<Verdict> verdicts) {
        return new Feedbacks(registry, database, log(database), verdicts);
    }

    private Feedbacks feedbacks(Database database, LongPredicate rest) {
        return new Feedbacks(TestRegistry.of(), database, log(database), new RecordedEvents<>(), rest);
    }

    private InferenceLog log(Database database) {
        LogSettings settings = new LogSettings(10, 5, Duration.ofMillis(20), Duration.ofDays(90), null);
        return new InferenceLog(new LogWriter(database), settings, none);
    }

    @ParameterizedTest
    @EnumSource
    void knowsNoAnswerWhoseIdCannotBe(TestDatabase kind) {
        Database database = kind.open();
        Feedbacks feedbacks = feedbacks(TestRegistry.of(), database, new RecordedEvents<>());

        assertThatThrownBy(() -> feedbacks.give("a\0b", true, null, ANN))
                .isInstanceOfSatisfying(
                        AiException.class,
                        e -> assertThat(e.code()).isIn(ErrorCode.NOT_FOUND, ErrorCode.INVALID_INPUT));
    }

    @ParameterizedTest
    @EnumSource
    void takesAWordOnAnAnswerThatAnotherNodeHasYetToLog(TestDatabase kind) {
        Database database = kind.open();
        InferenceRecord answer = FiguresTest.record("1.0.0", Source.MODEL, null, 3, "a", Instant.now());
        List<Long> pauses = new ArrayList<>();
        Feedbacks feedbacks = feedbacks(database, pause -> {
            pauses.add(pause);
            if (pauses.size() == 2) {
                new LogWriter(database).write(List.of(answer));
            }
            return true;
        });

        feedbacks.give(answer.id(), true, null, ANN);

        assertThat(pauses).containsExactly(100L, 200L);
    }

    @Test
    void waitsThreeSecondsForAnAnswerThatNobodyGave() {
        List<Long> pauses = new ArrayList<>();
        Feedbacks feedbacks = feedbacks(TestDatabase.H2.open(), pauses::add);

        assertThatThrownBy(() -> feedbacks.give(AnswerId.next(), true, null, ANN))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));

        assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1_600L);
    }

    @Test
    @Timeout(60)
    void letsOnlyFewWaitForAnswersThatNobodyGave() throws Exception {
        Phaser refused = new Phaser(32);
        AtomicInteger waiting = new AtomicInteger();
        Feedbacks feedbacks = feedbacks(TestDatabase.H2.open(), pause -> {
            waiting.incrementAndGet();
            refused.awaitAdvance(0);
            return false;
        });
        ExecutorService callers = Executors.newFixedThreadPool(40);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(callers.submit(() -> {
                    assertThatThrownBy(() -> feedbacks.give(AnswerId.next(), true, null, ANN))
                            .isInstanceOfSatisfying(
                                    AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
                    refused.arrive();
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            assertThat(waiting).hasValue(8);
        } finally {
            callers.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsOneAnswerOnceHoweverOftenItIsCalledWrong(TestDatabase kind) {
        Database database = kind.open();
        InferenceRecord answer = FiguresTest.record("1.0.0", Source.MODEL, null, 3, "a", Instant.now());
        new LogWriter(database).write(List.of(answer));
        RecordedEvents<Verdict> verdicts = new RecordedEvents<>();
        Feedbacks feedbacks = feedbacks(TestRegistry.of(), database, verdicts);

        for (int i = 0; i < 20; i++) {
            feedbacks.give(answer.id(), false, null, ANN);
            feedbacks.give(answer.id(), true, null, ANN);
        }

        assertThat(verdicts.fired())
                .singleElement()
                .satisfies(word -> assertThat(word.correct()).isFalse());
        Boolean kept = database.call(em -> em.createQuery("select f.correct from Feedback f", Boolean.class)
                .getSingleResult());
        assertThat(kept).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1.0.0,a,c", "1.1.0,c,a", "0.9.0,a,c"})
    void judgesByTheLabelsOfTheVersionThatAnsweredOrElseOfTheLiveOne(String version, String label, String unknown)
            throws Exception {
        Database database = TestDatabase.H2.open();
        InferenceRecord answer = FiguresTest.record(version, Source.MODEL, null, 3, label, Instant.now());
        new LogWriter(database).write(List.of(answer));
        Registry registry = TestRegistry.of(new Labelling());
        LoadedVersion live = registry.load(Labelling.bundle("1.0.0", "a", "b"));
        LoadedVersion candidate = registry.load(Labelling.bundle("1.1.0", "c", "d"));
        registry.route(answer.model(), new Traffic(live, null, candidate, Traffic.Trial.CANARY, 50));
        RecordedEvents<Verdict> verdicts = new RecordedEvents<>();
        Feedbacks feedbacks = feedbacks(registry, database, verdicts);

        assertThatThrownBy(() -> feedbacks.give(answer.id(), null, TextNode.valueOf(unknown), ANN))
                .hasMessageContaining("/expected: no label of");
        feedbacks.give(answer.id(), null, TextNode.valueOf(label), ANN);

        assertThat(verdicts.fired()).containsExactly(new Verdict(answer.model(), answer.version(), true));
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
