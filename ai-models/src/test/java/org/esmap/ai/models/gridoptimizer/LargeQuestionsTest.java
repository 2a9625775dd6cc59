package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.models.gridoptimizer.ConvexSolver.Optimum;
import org.esmap.ai.models.gridoptimizer.Coupling.State;
import org.junit.jupiter.api.Test;

/** What a question may hold in memory at most, and what becomes of one that would hold more. */
class LargeQuestionsTest {
    private static final ConvexSolver.Oracle NO_MORE_ROWS = new ConvexSolver.Oracle() {
        @Override
        public boolean cut(double[] x, double margin) {
            return false;
        }

        @Override
        public boolean addsColumns() {
            return false;
        }
    };

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

    @Test
    void solvesByVerticesWhatWouldBeTooLargeWithin() throws TimeBudget.OutOfTime {
        NativeLibrary.load();
        Program large = units(600, 20, false);
        assertThat(InteriorPoint.exceededBy(large)).isTrue();
        try (ConvexSolver solver = new ConvexSolver(large, 14)) {
            Optimum optimum = solver.solve(NO_MORE_ROWS, patient());
            assertThat(optimum).isNotNull();
            double cheaperHalf = 2 * (10 * 10 + 9 * 10 / 2);
            assertThat(large.value(optimum.x())).isCloseTo(600 * cheaperHalf, within(1e-3));
        }
    }

    @Test
    void countsWhatASystemHoldsStepByStep() {
        assertThat(InteriorPoint.exceededBy(units(600, 20, true))).isFalse();
        assertThat(NormalEquations.doubles(units(1, 4, true))).isEqualTo(4 + 2 + 4 + 1);
        assertThat(NormalEquations.doubles(units(3, 4, true))).isEqualTo(3 * (4 + 2 + 4 + 1));
        assertThat(NormalEquations.doubles(units(3, 4, false))).isEqualTo(3 * (4 + 2) + 12 * 3 + 3 * 3);
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
    void endsWhereBranchesNearTheirLimitsAreTooMany() throws JsonProcessingException {
        Optimizer optimizer = new Optimizer(withLineFactors(1_000));
        Scenario scenario = Grid.scenario(RandomGrid.question(1, 118).toString());
        assertThatThrownBy(() -> optimizer.answer(scenario, patient()))
                .isInstanceOf(TooLarge.class)
                .hasMessageContaining("more than 1000");
    }

    private static Settings withLineFactors(int most) throws JsonProcessingException {
        ObjectNode settings = StrictJson.MAPPER.valueToTree(Grid.SETTINGS);
        ((ObjectNode) settings.get("limits")).put("lineFactors", most);
        return StrictJson.MAPPER.treeToValue(settings, Settings.class);
    }
}
