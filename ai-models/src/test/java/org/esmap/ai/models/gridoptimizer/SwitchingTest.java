package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import org.esmap.ai.core.model.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Least times up and down, held and checked without a search. */
class SwitchingTest {
    /** One bus; unit 1 runs from before, unit 2 does not; steps of 2 h, so that a least time of 5 h is three of them. */
    private static Scenario scenario(String limits, int steps) {
        double[] profile = new double[steps];
        Arrays.fill(profile, 1);
        return Grid.scenario("{'network':{'buses':[{'id':1,'slack':true,'loadMw':50}],'branches':[],'generators':["
                + "{'bus':1,'maxMw':100,'cost':{'linear':10}},"
                + "{'bus':1,'maxMw':100,'cost':{'linear':20},'initiallyOn':false" + limits + "}]},"
                + "'commitment':true,'horizon':{'hours':2,'loadProfile':" + Arrays.toString(profile) + "}}");
    }

    /** Unit 1 runs and gives all; unit 2 runs where {@code second} has a 1, and gives nothing. */
    private static Certificate.Check check(String limits, String second) {
        Scenario scenario = scenario(limits, second.length());
        Operation idle = Operation.idle(scenario);
        boolean[][] on = new boolean[second.length()][];
        for (int t = 0; t < on.length; t++) {
            on[t] = new boolean[] {true, second.charAt(t) == '1'};
            idle.generation()[t][0] = 50;
        }
        Operation run = new Operation(
                idle.generation(), idle.renewable(), idle.charge(), idle.discharge(), idle.energy(), idle.shed(), on);
        return new Certificate.Check(scenario, run, new double[on.length][0]);
    }

    @ParameterizedTest
    @CsvSource({
        "minUpH, 5, 011000, 1, time up of generator 2 in step 3",
        "minUpH, 5, 100111, 3, time up of generator 2 in step 1",
        "minDownH, 7, 110011, 3, time down of generator 2 in step 4",
        "minDownH, 5, 100100, 1, time down of generator 2 in step 3"
    })
    void measuresWhatIsMissingOfALeastTime(String least, double hours, String second, double missing, String place) {
        Certificate.Check check = check(",'" + least + "':" + hours, second);

        assertThat(check.most()).isCloseTo(missing, within(1e-12));
        assertThat(check.place()).startsWith(place);
    }

    @ParameterizedTest
    @CsvSource({"minUpH, 5, 001110", "minUpH, 5, 000001", "minDownH, 5, 010001", "minDownH, 5, 001000"})
    void findsNothingMissingWhereLeastTimesAreKept(String least, double hours, String second) {
        assertThat(check(",'" + least + "':" + hours, second).most()).isZero();
    }

    @Test
    void guessesSchedulesThatKeepTheLeastTimeUpFromTheFirstStep() {
        Scenario scenario = scenario(",'minUpH':5", 4);
        Formulation formulation = new Formulation(
                scenario, new PowerFlow(scenario.network()), Grid.SETTINGS, Formulation.Mode.LEAST_COST);
        double[] relaxed = new double[formulation.program().columns()];
        for (int t = 0; t < 4; t++) {
            relaxed[formulation.layout.generation[t][0]] = 50;
        }
        relaxed[formulation.layout.generation[0][1]] = 90;

        assertThat(new Rounding(formulation).candidates(relaxed)).allSatisfy(on -> {
            for (int t = 0; t < 3; t++) {
                assertThat(on[t][1]).isTrue();
            }
        });
    }

    @Test
    void doesNotRampFurtherByStartingAndStoppingAtOnce() {
        JsonNode answer =
                Grid.solve("{'network':{'buses':[{'id':1,'slack':true,'loadMw':60}],'branches':[],'generators':["
                        + "{'bus':1,'minMw':60,'maxMw':100,'cost':{'linear':10},'rampMwPerH':5},"
                        + "{'bus':1,'maxMw':100,'cost':{'linear':50,'constant':1}}]},"
                        + "'commitment':true,'recommend':false,'horizon':{'loadProfile':[1,1.5]}}");

        assertThat(answer.get("status").asText()).isEqualTo("optimal");
        assertThat(answer.get("objective").asDouble()).isCloseTo(600 + 650 + 25 * 50 + 1, within(1e-6));
    }

    /** It starts at the 5 MW nearest to none and ramps to 6: 10 · 15 - 30 · 5, then 10 · 16 - 30 · 6. */
    @Test
    void startsAUnitThatTakesPower() {
        JsonNode answer =
                Grid.solve("{'network':{'buses':[{'id':1,'slack':true,'loadMw':10}],'branches':[],'generators':["
                        + "{'bus':1,'maxMw':100,'cost':{'linear':10}},"
                        + "{'bus':1,'minMw':-20,'maxMw':-5,'cost':{'linear':30},'rampMwPerH':1}]},"
                        + "'commitment':true,'recommend':false,'horizon':{'loadProfile':[10,1,1]}}");

        assertThat(answer.get("status").asText()).isEqualTo("optimal");
        assertThat(answer.get("objective").asDouble()).isCloseTo(1000 + 0 - 20, within(1e-6));
    }

    @Test
    void tellsNoBoundWhereNothingWasProvedInTime() throws Exception {
        NativeLibrary.load();
        Scenario scenario = scenario("", 2);
        Formulation formulation = new Formulation(
                scenario, new PowerFlow(scenario.network()), Grid.SETTINGS, Formulation.Mode.LEAST_COST);
        TimeBudget budget = TimeBudget.of(60, Deadline.after(Duration.ofMinutes(1)));
        try (ConvexSolver solver = new ConvexSolver(
                formulation.program(), Grid.SETTINGS.tolerances().rounds(), ConvexSolver.Way.values()[0])) {
            IntegerSearch.Plan plan =
                    new IntegerSearch(formulation, solver, Grid.SETTINGS.commitment(), true, budget).solve();
            for (double bound : new double[] {plan.bound(), Double.NEGATIVE_INFINITY}) {
                Solved solved = new Solved(formulation, plan.optimum(), bound, plan.on());
                Operation run = solved.operation();
                Certificate certificate = solved.certificate(run, solved.flows(run));

                assertThat(certificate.bound() == null).isEqualTo(Double.isInfinite(bound));
                assertThat(certificate.integerGap() == null).isEqualTo(Double.isInfinite(bound));
                assertThat(certificate.gap()).isCloseTo(0, within(1e-9));
            }
        }
    }

    /** Without a solver every unit runs: 600 $/h, and 300 $ for the start of the second, spread over the two hours. */
    @Test
    void countsAndTellsTheStartsOfItsFallback() {
        JsonNode answer = Grid.output(
                Grid.fallback(Grid.json("{'network':{'buses':[{'id':1,'slack':true,'loadMw':60}],'branches':[],"
                        + "'generators':[{'bus':1,'maxMw':100,'cost':{'linear':10}},"
                        + "{'bus':1,'maxMw':100,'cost':{'linear':50},'startCost':300,'initiallyOn':false}]},"
                        + "'commitment':true,'horizon':{'hours':2}}")));

        assertThat(answer.get("objective").asDouble()).isCloseTo(600 + 150, within(1e-9));
        assertThat(answer.get("commitment").findValuesAsText("on")).containsExactly("true", "true");
    }
}
