package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.esmap.ai.models.gridoptimizer.Answer.Recommendation;
import org.jspecify.annotations.Nullable;

/**
 * Searches for single changes that save: more rating for a branch, load moved, a unit let go from its set point, a
 * storage. Prices say where to look; only solving again says what is saved. Not thread-safe.
 */
final class Recommendations {
    private static final double PROVED = 1e-6;
    /** What is told is then saved at least: the point exists, and may yet cost a little less. */
    private static final double CLOSE_ENOUGH = 1e-7;

    private static final double WORTH_TELLING = 1e-4;

    private final Solved base;
    private final Formulation formulation;
    private final Scenario scenario;
    private final ConvexSolver solver;
    private final Settings settings;
    private TimeBudget budget;
    private final double value;
    private final double[][] prices;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Recommendation> found = new ArrayList<>();

    /** A change that is worth trying: what prices promise of it, and the proof. */
    private record Candidate(double worth, Trial trial) {}

    /** Solves again with one change and tells what it saves. */
    private interface Trial {
        void run() throws TimeBudget.OutOfTime;
    }

    private Recommendations(Solved base, ConvexSolver solver, Settings settings, TimeBudget budget) {
        this.base = base;
        this.solver = solver;
        this.settings = settings;
        this.budget = budget;
        formulation = base.formulation();
        scenario = formulation.scenario();
        value = formulation.program().value(base.optimum().x());
        prices = base.prices();
    }

    /**
     * Changes by falling saving: those that prices promise most of are tried first, the first one within {@code most},
     * the others while {@code budget} lasts.
     */
    static List<Recommendation> find(
            Solved base, ConvexSolver solver, Settings settings, TimeBudget most, TimeBudget budget) {
        Recommendations search = new Recommendations(base, solver, settings, most);
        search.branches();
        search.redispatch();
        search.shifts();
        search.storages();
        search.candidates.sort(Comparator.comparingDouble(Candidate::worth).reversed());
        try {
            for (Candidate candidate : search.candidates) {
                candidate.trial().run();
                search.budget = budget;
                budget.check();
            }
        } catch (TimeBudget.OutOfTime e) {
            // What was proved so far stands; the rest stays untold.
            return search.ranked();
        }
        return search.ranked();
    }

    private List<Recommendation> ranked() {
        return found.stream()
                .sorted(Comparator.comparingDouble(Recommendation::saving).reversed())
                .toList();
    }

    private void branches() {
        double[] shadow = new double[scenario.network().branches().size()];
        int[] binding = new int[shadow.length];
        for (LineLimits.Row line : formulation.lineRows()) {
            double price = Math.abs(base.optimum().prices()[line.row()]);
            shadow[line.branch()] += price;
            binding[line.branch()] += price > PROVED ? 1 : 0;
        }
        for (int l : top(shadow)) {
            for (double more : settings.recommend().lineMva()) {
                String evidence = text(
                        "Its limit binds in %d of %d steps, with shadow prices that sum to %.6g.",
                        binding[l], scenario.steps(), shadow[l] / formulation.scale());
                candidates.add(new Candidate(shadow[l] * more, () -> widen(l, more, evidence)));
            }
        }
    }

    private void widen(int l, double more, String evidence) throws TimeBudget.OutOfTime {
        formulation.widen(l, more);
        try {
            Object id = scenario.network().branches().get(l).id();
            tell("line", "branch:" + id, more, "MVA", value, solveAgain(), evidence);
        } finally {
            formulation.widen(l, 0);
        }
    }

    private void redispatch() {
        if (scenario.steps() > 1) {
            return;
        }
        List<Network.Generator> units = scenario.network().generators();
        double[] moved = new double[units.size()];
        for (int g = 0; g < moved.length; g++) {
            Double given = units.get(g).setpointMw();
            boolean possible = given != null
                    && given >= units.get(g).minMw()
                    && given <= units.get(g).maxMw();
            boolean runs = base.on() == null || base.on()[0][g];
            moved[g] = possible && runs && given != null ? Math.abs(given - output(g)) : 0;
        }
        for (int g : top(moved)) {
            Double given = units.get(g).setpointMw();
            if (given != null && moved[g] > 1e-3) {
                candidates.add(new Candidate(moved[g] * prices[0][units.get(g).bus()], () -> hold(g, given)));
            }
        }
    }

    private void hold(int g, double given) throws TimeBudget.OutOfTime {
        Network.Generator unit = scenario.network().generators().get(g);
        int column = formulation.generation(0, g);
        formulation.program().setBox(column, given, given);
        try {
            Double held = solveAgain();
            String evidence = text(
                    "Solved again with this unit held at its set point of %.6g MW and all others free; the optimum has it at "
                            + "%.6g MW.",
                    given, output(g));
            if (held != null) {
                tell("redispatch", "generator:" + unit.id(), output(g) - given, "MW", held, value, evidence);
            }
        } finally {
            formulation.program().setBox(column, unit.minMw(), unit.maxMw());
        }
    }

    private double output(int g) {
        return base.optimum().x()[formulation.generation(0, g)];
    }

    /** In one step load moves between buses; over a horizon it stays at its bus and moves in time. */
    private void shifts() {
        List<int[]> moves = scenario.steps() == 1 ? betweenBuses() : betweenSteps();
        for (int[] move :
                moves.subList(0, Math.min(moves.size(), settings.recommend().each()))) {
            double most = Math.max(0, scenario.loadMw(move[0], move[1]));
            double mw = Math.min(settings.recommend().shiftMw(), most);
            if (mw > 0 && scenario.voll() == null) {
                double worth = mw * (prices[move[0]][move[1]] - prices[move[2]][move[3]]);
                candidates.add(new Candidate(worth, () -> shift(move, mw)));
            }
        }
    }

    private void shift(int[] move, double mw) throws TimeBudget.OutOfTime {
        formulation.addLoad(move[0], move[1], -mw);
        formulation.addLoad(move[2], move[3], mw);
        try {
            Object from = scenario.network().buses().get(move[1]).id();
            Object to = scenario.network().buses().get(move[3]).id();
            String evidence = text(
                    "Load moved from bus %s in step %d (price %.6g) to bus %s in step %d (price %.6g).",
                    from, move[0], prices[move[0]][move[1]], to, move[2], prices[move[2]][move[3]]);
            tell("loadShift", "bus:" + from, mw, "MW", value, solveAgain(), evidence);
        } finally {
            formulation.addLoad(move[2], move[3], -mw);
            formulation.addLoad(move[0], move[1], mw);
        }
    }

    private List<int[]> betweenBuses() {
        int cheapest = least(prices[0]);
        return IntStream.range(0, prices[0].length)
                .filter(n -> scenario.loadMw(0, n) > 0 && n != cheapest)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer n) -> -prices[0][n]))
                .map(n -> new int[] {0, n, 0, cheapest})
                .toList();
    }

    private List<int[]> betweenSteps() {
        List<int[]> moves = new ArrayList<>();
        double[] spreads = spreads();
        for (int n : top(spreads)) {
            double[] over = overTime(n);
            int dear = least(
                    IntStream.range(0, over.length).mapToDouble(t -> -over[t]).toArray());
            int cheap = least(over);
            if (scenario.loadMw(dear, n) > 0) {
                moves.add(new int[] {dear, n, cheap, n});
            }
        }
        return moves;
    }

    private double[] spreads() {
        return IntStream.range(0, prices[0].length)
                .mapToDouble(n -> {
                    double[] over = overTime(n);
                    return java.util.Arrays.stream(over).max().orElse(0) - over[least(over)];
                })
                .toArray();
    }

    private double[] overTime(int n) {
        return IntStream.range(0, prices.length).mapToDouble(t -> prices[t][n]).toArray();
    }

    private static int least(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] < values[best] ? i : best;
        }
        return best;
    }

    /** A storage needs two steps or more: in one it could only give away what it was given. */
    private void storages() {
        if (scenario.steps() == 1) {
            return;
        }
        double energy = settings.recommend().storageMw() * settings.recommend().storageHours();
        double[] spreads = spreads();
        for (int n : top(spreads)) {
            candidates.add(new Candidate(spreads[n] * energy, () -> store(n, energy, spreads[n])));
        }
    }

    private void store(int n, double energy, double spread) throws TimeBudget.OutOfTime {
        double mw = settings.recommend().storageMw();
        Scenario more = scenario.with(
                new Scenario.Storage("recommended", n, mw, mw, energy, 0.95, 0.95, energy / 2, energy / 2));
        Formulation other = new Formulation(more, formulation.flow(), settings, Formulation.Mode.LEAST_COST);
        if (base.on() != null) {
            other.fix(base.on(), formulation.program().constant() - fixedOf(base.on()));
        }
        other.adopt(formulation.lineRows());
        try (ConvexSolver own =
                new ConvexSolver(other.program(), settings.tolerances().rounds())) {
            Exclusive.Found best = new Exclusive(other, own, budget).solve();
            Double after = best == null ? null : proved(other.program(), best.optimum());
            String evidence = text(
                    "%.6g MW and %.6g MWh at 0.95 each way, half full at both ends; prices there differ by %.6g between steps.",
                    mw, energy, spread);
            Object bus = scenario.network().buses().get(n).id();
            tell("storage", "bus:" + bus, mw, "MW", value, after, evidence);
        }
    }

    private double fixedOf(boolean[][] on) {
        double sum = 0;
        for (boolean[] step : on) {
            for (int g = 0; g < step.length; g++) {
                sum += step[g] ? scenario.network().generators().get(g).cost().constant() * scenario.weight() : 0;
            }
        }
        return sum;
    }

    private int[] top(double[] scores) {
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] > PROVED)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .limit(settings.recommend().each())
                .mapToInt(i -> i)
                .toArray();
    }

    /** The cost of the program as it is now, or null where there is none or it is not proved. */
    private @Nullable Double solveAgain() throws TimeBudget.OutOfTime {
        ConvexSolver.Optimum again = solver.solve(formulation, budget, CLOSE_ENOUGH);
        return again == null ? null : proved(formulation.program(), again);
    }

    private static @Nullable Double proved(Program program, ConvexSolver.Optimum optimum) {
        double cost = program.value(optimum.x());
        boolean proved = cost - program.lowerBound(optimum.prices()) <= PROVED * Math.max(1, Math.abs(cost));
        return proved ? (Double) cost : null;
    }

    private void tell(
            String action,
            String element,
            double change,
            String unit,
            double before,
            @Nullable Double after,
            String evidence) {
        if (after != null && before - after > WORTH_TELLING * formulation.scale()) {
            double scale = formulation.scale();
            found.add(new Recommendation(
                    action, element, change, unit, (before - after) / scale, before / scale, after / scale, evidence));
        }
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
