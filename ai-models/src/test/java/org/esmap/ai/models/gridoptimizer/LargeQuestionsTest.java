package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.models.gridoptimizer.ConvexSolver.Optimum;
import org.esmap.ai.models.gridoptimizer.Coupling.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a question may hold in memory at most, and what becomes of one that would hold more. */
class LargeQuestionsTest {
    /** Adds no rows; tells whether it was asked for those that a point only comes near, as the search within does. */
    private static final class NoMoreRows implements ConvexSolver.Oracle {
        private boolean askedWithin;

        @Override
        public boolean cut(double[] x, double margin) {
            askedWithin |= margin > 0;
            return false;
        }

        @Override
        public boolean addsColumns() {
            return false;
        }
    }

    private static TimeBudget patient() {
        return new TimeBudget(System.nanoTime() + Duration.ofMinutes(5).toNanos(), false);
    }

    /** Units of 2 MW at rising costs in {@code groups}, each of which has a MW of load a unit in a step of its own or in one. */
    private static Program units(int groups, int each, boolean ownSteps) {
        Program program = new Program();
        for (int i = 0; i < groups; i++) {
            int step = ownSteps ? i : 0;
            int[] columns = new int[each];
            for (int k = 0; k < each; k++) {
                columns[k] = program.column(step, 0, 2, Curve.linear(10 + k));
            }
            double[] ones = new double[each];
            Arrays.fill(ones, 1);
            program.row(step, each, each, columns, ones);
        }
        return program;
    }

    @ParameterizedTest
    @CsvSource({"60, true", "650, false"})
    void solvesByVerticesWhatWouldBeTooLargeWithin(int groups, boolean solvedWithin) throws TimeBudget.OutOfTime {
        NativeLibrary.load();
        Program program = units(groups, 20, false);
        assertThat(InteriorPoint.exceededBy(program)).isNotEqualTo(solvedWithin);
        NoMoreRows oracle = new NoMoreRows();
        try (ConvexSolver solver = new ConvexSolver(program, 14)) {
            Optimum optimum = solver.solve(oracle, patient());
            assertThat(optimum).isNotNull();
            double cheaperHalf = 2 * (10 * 10 + 9 * 10 / 2);
            assertThat(program.value(optimum.x())).isCloseTo(groups * cheaperHalf, within(1e-3));
        }
        assertThat(oracle.askedWithin).isEqualTo(solvedWithin);
    }

    @Test
    void countsWhatASystemHoldsStepByStep() {
        assertThat(InteriorPoint.exceededBy(units(600, 20, true))).isFalse();
        assertThat(SystemSize.doubles(units(1, 4, true))).isEqualTo(4 * 30 + 4 + 2 + 4 + 1);
        assertThat(SystemSize.doubles(units(3, 4, true))).isEqualTo(3 * (4 * 30 + 4 + 2 + 4 + 1));
        assertThat(SystemSize.doubles(units(3, 4, false))).isEqualTo(3 * (4 * 30 + 4 + 2) + 12 * 3 + 3 * 3);
    }

    @Test
    void countsEveryPieceOfACost() {
        Program program = new Program();
        Curve twoPieces = Curve.through(new double[] {0, 1, 2}, new double[] {0, 10, 30});
        int[] columns = {program.column(0, 0, 2, twoPieces), program.column(0, 0, 2, Curve.linear(10))};
        program.row(0, 2, 2, columns, new double[] {1, 1});
        assertThat(SystemSize.doubles(program)).isEqualTo(3 * 30 + 3 + 2 + 2 + 1);
    }

    @ParameterizedTest
    @CsvSource({"168, 100, 12, true", "168, 100, 13, false", "168, 2, 1190, true", "168, 2, 1191, false"})
    void refusesMoreStepsTimesPiecesOfCostsThanItsQuantities(int steps, int points, int units, boolean answered) {
        ObjectNode input = withCosts(steps, points, units);
        if (answered) {
            assertThat(Grid.scenario(input.toString()).steps()).isEqualTo(steps);
        } else {
            assertThatThrownBy(() -> Grid.scenario(input.toString())).hasMessageContaining("pieces");
        }
    }

    private static ObjectNode withCosts(int steps, int points, int units) {
        ObjectNode input =
                Grid.input("{'network':{'buses':[{'id':1,'slack':true,'loadMw':100}],'branches':[],'generators':[]}}");
        ArrayNode generators = (ArrayNode) input.at("/network/generators");
        for (int g = 0; g < units; g++) {
            ArrayNode cost = generators
                    .addObject()
                    .put("bus", 1)
                    .put("maxMw", 100)
                    .putObject("cost")
                    .putArray("points");
            for (int k = 0; k < points; k++) {
                cost.addArray().add(k).add(k * k);
            }
        }
        input.putObject("horizon").put("steps", steps);
        return input;
    }

    @Test
    void guessesNothingThatTakesTooLargeASystem() {
        assertThat(allFree(units(1, 3_000, false))).hasSize(1);
        assertThat(allFree(units(1, 6_000, false))).isNull();
    }

    private static List<Coupling.Part> allFree(Program program) {
        State[] states = new State[program.columns()];
        Arrays.fill(states, State.LINEAR);
        boolean[] held = new boolean[program.rows()];
        Arrays.fill(held, true);
        return Coupling.split(program, states, held);
    }

    @Test
    void opensNoVersionThatSaysNothingOfItsLimits() {
        ObjectNode settings = StrictJson.MAPPER.valueToTree(Grid.SETTINGS);
        ((ObjectNode) settings.get("limits")).remove("lineFactors");
        assertThatThrownBy(() -> Grid.open(settings))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE))
                .hasMessageContaining("lineFactors");
    }

    @Test
    void endsWhereBranchesNearTheirLimitsAreTooMany() throws JsonProcessingException {
        Optimizer optimizer = new Optimizer(withLineFactors(100));
        Scenario scenario = Grid.scenario(RandomGrid.question(1, 118).toString());
        assertThatThrownBy(() -> optimizer.answer(scenario, patient()))
                .isInstanceOf(TooLarge.class)
                .hasMessageContaining("more than 100");
    }

    /** One line is full, another nearly: the search within has rows for both, and vertices one, of two factors. */
    @Test
    void countsNoLimitThatIsOnlyNearWhereThoseWouldBeTooMany() throws Exception {
        Scenario scenario = Grid.scenario("{'network':{'buses':[{'id':1,'slack':true},{'id':2,'loadMw':100},"
                + "{'id':3,'loadMw':97}],'branches':[{'from':1,'to':2,'x':0.1,'ratingMva':60},"
                + "{'from':1,'to':3,'x':0.1,'ratingMva':100}],'generators':["
                + "{'bus':1,'maxMw':300,'cost':{'linear':20}},{'bus':2,'maxMw':100,'cost':{'linear':40}}]}}");
        JsonNode output = Grid.output(new Optimizer(withLineFactors(2)).answer(scenario, patient()));
        assertThat(output.get("status").asText()).isEqualTo("optimal");
        assertThat(output.get("objective").asDouble()).isCloseTo(157 * 20 + 40 * 40, within(1e-6));
    }

    /** In the second step a line is full; a storage, which promises most, would have its row hold four factors, not two. */
    @Test
    void triesOtherChangesWhereOneWouldBeTooLarge() throws Exception {
        Scenario scenario = Grid.scenario("{'network':{'buses':[{'id':1,'slack':true},{'id':2,'loadMw':100}],"
                + "'branches':[{'from':1,'to':2,'x':0.1,'ratingMva':60}],'generators':["
                + "{'bus':1,'maxMw':100,'cost':{'linear':20}},{'bus':2,'maxMw':100,'cost':{'linear':40}}]},"
                + "'horizon':{'loadProfile':[0.5,1]}}");
        ObjectNode settings = StrictJson.MAPPER.valueToTree(withLineFactors(2));
        ((ObjectNode) settings.get("recommend")).put("seconds", 60);
        Prediction told =
                new Optimizer(StrictJson.MAPPER.treeToValue(settings, Settings.class)).answer(scenario, patient());
        assertThat(Grid.output(told).get("recommendations"))
                .extracting(change -> change.get("action").asText())
                .contains("line")
                .doesNotContain("storage");
        assertThat(told.warnings())
                .extracting(Warning::detail)
                .contains("Some changes would take too much memory to be tried");
    }

    private static Settings withLineFactors(int most) throws JsonProcessingException {
        ObjectNode settings = StrictJson.MAPPER.valueToTree(Grid.SETTINGS);
        ((ObjectNode) settings.get("limits")).put("lineFactors", most);
        return StrictJson.MAPPER.treeToValue(settings, Settings.class);
    }
}
