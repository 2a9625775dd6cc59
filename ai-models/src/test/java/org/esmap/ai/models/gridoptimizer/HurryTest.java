package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.StrictJson;
import org.junit.jupiter.api.Test;

/** What a caller's deadline, and not the question itself, made smaller is for that caller alone. */
class HurryTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final String CONGESTED = "{'network':{'buses':[{'id':1,'slack':true},{'id':2,'loadMw':100}],"
            + "'branches':[{'from':1,'to':2,'x':0.1,'ratingMva':60}],'generators':["
            + "{'bus':1,'maxMw':100,'cost':{'linear':20}},{'bus':2,'maxMw':100,'cost':{'linear':40}}]}}";

    @Test
    void tellsADeadlineThatEndsBeforeTheQuestionsOwnLimit() {
        assertThat(TimeBudget.of(10, Deadline.after(Duration.ofSeconds(5))).pressed())
                .isTrue();
        TimeBudget own = TimeBudget.of(10, Deadline.after(Duration.ofMinutes(5)));
        assertThat(own.pressed()).isFalse();
        assertThat(own.share(0.5).atMost(1).pressed()).isFalse();
    }

    /** Its dispatch by merit would overload a line. */
    @Test
    void callsItsOwnLimitADeadlineWhereNothingStandsInForTheOptimum() {
        assertThatExceptionOfType(AiException.class)
                .isThrownBy(() -> Grid.solve("{'network':{'case':'pglib_case5_pjm__sad'},'timeLimitS':1e-6}"))
                .withMessageContaining(
                        ", and no merit-order dispatch that keeps every limit was found within a second.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
    }

    @Test
    void callsAQuestionTooLargeWhereNothingStandsInForTheOptimum() {
        ObjectNode settings = StrictJson.MAPPER.valueToTree(Grid.SETTINGS);
        ((ObjectNode) settings.get("limits")).put("lineFactors", 1);
        JsonNode question = Grid.input("{'network':{'case':'pglib_case5_pjm__sad'}}");
        assertThatExceptionOfType(AiException.class)
                .isThrownBy(() -> Grid.predict(Grid.open(settings), question))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    @Test
    void endsADispatchByMeritWithItsTime() {
        Scenario scenario = Grid.scenario(CONGESTED);
        Weighing weighing = new Weighing(scenario, Grid.SETTINGS);
        PowerFlow flow = new PowerFlow(scenario.network());
        assertThat(MeritOrder.dispatch(weighing, flow, new TimeBudget(System.nanoTime() + MINUTE, false)))
                .isNotNull();
        assertThat(MeritOrder.dispatch(weighing, flow, new TimeBudget(System.nanoTime(), false)))
                .isNull();
    }

    @Test
    void callsAnAnswerHurriedWhereTheDeadlineLeftNoTimeForEveryRecommendation() throws Exception {
        assertThat(told(without("shareOfTime"), true).hurried()).isTrue();
    }

    @Test
    void callsNoAnswerHurriedWhoseRecommendationsEndedByTheirOwnRule() throws Exception {
        Prediction byShareOfItsOwnTime = told(without("shareOfTime"), false);
        assertThat(byShareOfItsOwnTime.warnings()).extracting("code").contains("truncated");
        assertThat(byShareOfItsOwnTime.hurried()).isFalse();
        ObjectNode brief = without("seconds");
        ((ObjectNode) brief.get("recommend")).put("shareOfAnswer", 0);
        Prediction byWorth = told(brief, true);
        assertThat(byWorth.warnings()).extracting("code").contains("truncated");
        assertThat(byWorth.hurried()).isFalse();
    }

    @Test
    void goesOnSolvingWhileOtherThreadsUseUpTheProcessorTimeThatClpCounts() throws Exception {
        NativeLibrary.load();
        Program program = costly();
        AtomicBoolean busy = new AtomicBoolean(true);
        List<Thread> others =
                Stream.generate(() -> new Thread(() -> spin(busy))).limit(8).toList();
        others.forEach(Thread::start);
        try {
            for (int ms = 10; ms <= 100; ms += 10) {
                TimeBudget budget = new TimeBudget(System.nanoTime() + ms * 1_000_000L, false);
                try (LinearSolver solver = new LinearSolver(program)) {
                    solver.settle(new double[program.columns()]); // its one attempt is from scratch
                    solver.solve(budget);
                } catch (TimeBudget.OutOfTime expected) {
                    assertThat(budget.spent()).isTrue();
                }
            }
        } finally {
            busy.set(false);
        }
    }

    private static void spin(AtomicBoolean busy) {
        while (busy.get()) {
            Thread.onSpinWait();
        }
    }

    /** A program that takes CLP some tenths of a second. */
    private static Program costly() {
        Random random = new Random(1);
        Program program = new Program();
        int[] columns = IntStream.range(0, 600)
                .map(j -> program.column(0, 0, 10, Curve.linear(1 + random.nextDouble())))
                .toArray();
        for (int i = 0; i < 300; i++) {
            double[] entries = random.doubles(columns.length).toArray();
            program.row(0, 500 + 100 * random.nextDouble(), Double.POSITIVE_INFINITY, columns, entries);
        }
        return program;
    }

    /** The shipped settings with one figure of the search for recommendations set to 0. */
    private static ObjectNode without(String figure) {
        ObjectNode settings = StrictJson.MAPPER.valueToTree(Grid.SETTINGS);
        ((ObjectNode) settings.get("recommend")).put(figure, 0);
        return settings;
    }

    private static Prediction told(ObjectNode settings, boolean pressed)
            throws JsonProcessingException, TimeBudget.OutOfTime {
        Optimizer optimizer = new Optimizer(StrictJson.MAPPER.treeToValue(settings, Settings.class));
        Scenario scenario = Grid.scenario(CONGESTED);
        return optimizer.answer(scenario, new TimeBudget(System.nanoTime() + MINUTE, pressed));
    }
}
