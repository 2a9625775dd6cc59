package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dispatch without a solver: the cheapest units first in each step, stores left as they are, every unit running, and
 * overloaded branches relieved pair by pair. Feasible or nothing; seldom the cheapest.
 */
final class MeritOrder {
    private static final double CLOSE_MW = 1e-9;
    private static final int MOST_REPAIRS = 400;

    private final Scenario scenario;
    private final PowerFlow flow;
    private final Weighing weighing;
    private final Operation run;
    private final TimeBudget budget;

    /** Something that can give more or less in a step. */
    private record Source(int bus, double low, double high, double price, double[] at, int index) {
        boolean mayRise() {
            return at[index] < high - CLOSE_MW;
        }

        boolean mayFall() {
            return at[index] > low + CLOSE_MW;
        }
    }

    private MeritOrder(Weighing weighing, PowerFlow flow, TimeBudget budget) {
        this.budget = budget;
        this.weighing = weighing;
        this.scenario = weighing.scenario();
        this.flow = flow;
        this.run = Operation.idle(scenario).switched(scenario.commitment() ? scenario.everyUnitOn() : null);
    }

    /** A dispatch that keeps every limit, or null where this simple way finds none in time. */
    static @Nullable Operation dispatch(Weighing weighing, PowerFlow flow, TimeBudget budget) {
        Scenario scenario = weighing.scenario();
        MeritOrder order = new MeritOrder(weighing, flow, budget);
        for (int t = 0; t < scenario.steps(); t++) {
            order.store(t);
            List<Source> sources = order.sources(t);
            if (!order.fill(t, sources) || !order.relieve(t, sources)) {
                return null;
            }
        }
        double[][] flows = new double[scenario.steps()][];
        for (int t = 0; t < flows.length; t++) {
            flows[t] = flow.flows(order.run.injections(scenario, t));
        }
        return new Certificate.Check(scenario, order.run, flows).most() <= 1e-6 ? order.run : null;
    }

    /** Moves each store evenly from its first to its last energy. */
    private void store(int t) {
        for (int s = 0; s < scenario.storages().size(); s++) {
            Scenario.Storage store = scenario.storages().get(s);
            double change = (store.finalMwh() - store.initialMwh()) / scenario.steps();
            run.charge()[t][s] = change > 0 ? change / scenario.hours() / store.etaCharge() : 0;
            run.discharge()[t][s] = change < 0 ? -change / scenario.hours() * store.etaDischarge() : 0;
            run.energy()[t][s] = store.initialMwh() + change * (t + 1);
        }
    }

    private List<Source> sources(int t) {
        List<Source> sources = new ArrayList<>();
        for (int g = 0; g < scenario.network().generators().size(); g++) {
            Network.Generator unit = scenario.network().generators().get(g);
            double middle = (unit.minMw() + unit.maxMw()) / 2;
            double price = unit.cost().slopeAbove(middle, 0) + weighing.co2Price() * unit.co2TPerMwh();
            sources.add(new Source(unit.bus(), unit.minMw(), unit.maxMw(), price, run.generation()[t], g));
        }
        for (int r = 0; r < scenario.renewables().size(); r++) {
            Scenario.Renewable plant = scenario.renewables().get(r);
            sources.add(new Source(plant.bus(), 0, plant.availableMw()[t], plant.costPerMwh(), run.renewable()[t], r));
        }
        Double shedPrice = weighing.shedPrice();
        for (int n = 0; shedPrice != null && n < scenario.network().buses().size(); n++) {
            sources.add(new Source(n, 0, Math.max(0, scenario.loadMw(t, n)), shedPrice, run.shed()[t], n));
        }
        sources.sort(Comparator.comparingDouble(Source::price));
        return sources;
    }

    private boolean fill(int t, List<Source> sources) {
        for (Source source : sources) {
            source.at()[source.index()] = source.low();
        }
        double missing = 0;
        for (double injection : run.injections(scenario, t)) {
            missing -= injection;
        }
        for (Source source : sources) {
            double more = Math.min(Math.max(0, missing), source.high() - source.low());
            source.at()[source.index()] += more;
            missing -= more;
        }
        return Math.abs(missing) < 1e-7;
    }

    private boolean relieve(int t, List<Source> sources) {
        for (int repair = 0; repair < MOST_REPAIRS && !budget.spent(); repair++) {
            double[] flows = flow.flows(run.injections(scenario, t));
            int worst = worst(flows);
            if (worst < 0) {
                return true;
            }
            if (!relieve(worst, flows[worst], sources)) {
                return false;
            }
        }
        return false;
    }

    private int worst(double[] flows) {
        int worst = -1;
        double most = CLOSE_MW;
        for (int l = 0; l < flows.length; l++) {
            Network.Branch b = scenario.network().branches().get(l);
            double by = Math.max(flows[l] - b.highestMw(), b.lowestMw() - flows[l]);
            if (by > most) {
                most = by;
                worst = l;
            }
        }
        return worst;
    }

    /** Moves output between the two sources that cost least per MW of relief. */
    private boolean relieve(int branch, double mw, List<Source> sources) {
        Network.Branch b = scenario.network().branches().get(branch);
        double[] factors = flow.factors(branch);
        boolean over = mw > b.highestMw();
        double by = over ? mw - b.highestMw() : b.lowestMw() - mw;
        Source up = null;
        Source down = null;
        double best = Double.POSITIVE_INFINITY;
        List<Source> risers = sources.stream().filter(Source::mayRise).toList();
        List<Source> fallers = sources.stream().filter(Source::mayFall).toList();
        for (Source more : risers) {
            if (budget.spent()) {
                return false;
            }
            for (Source less : fallers) {
                double relief = (over ? 1 : -1) * (factors[less.bus()] - factors[more.bus()]);
                double cost = (more.price() - less.price()) / relief;
                if (relief > 1e-3 && cost < best) {
                    best = cost;
                    up = more;
                    down = less;
                }
            }
        }
        if (up == null || down == null) {
            return false;
        }
        double relief = Math.abs(factors[down.bus()] - factors[up.bus()]);
        double room = Math.min(up.high() - up.at()[up.index()], down.at()[down.index()] - down.low());
        double moved = Math.min(room, by / relief + CLOSE_MW);
        up.at()[up.index()] += moved;
        down.at()[down.index()] -= moved;
        return true;
    }
}
