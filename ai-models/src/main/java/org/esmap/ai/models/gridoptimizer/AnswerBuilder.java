package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts an operation, with or without prices, into the words of the answer. */
final class AnswerBuilder {
    private static final double BINDS = 1e-7;

    private final Scenario scenario;
    private final Network network;
    private final Operation run;
    private final double[][] flows;
    private final @Nullable Solved solved;

    private AnswerBuilder(Scenario scenario, Operation run, double[][] flows, @Nullable Solved solved) {
        this.scenario = scenario;
        this.network = scenario.network();
        this.run = run;
        this.flows = flows;
        this.solved = solved;
    }

    /** The answer to a question that has one. */
    static Answer of(
            Scenario scenario,
            Operation run,
            double[][] flows,
            @Nullable Solved solved,
            String status,
            Certificate certificate,
            List<Answer.Recommendation> recommendations) {
        AnswerBuilder b = new AnswerBuilder(scenario, run, flows, solved);
        double[][] prices = solved == null ? new double[0][] : solved.prices();
        return new Answer(
                status,
                certificate.primal(),
                unit(scenario, scenario.objective() == Scenario.Objective.CO2 ? "tCO2" : "$"),
                run.cost(scenario),
                unit(scenario, "$"),
                scenario.convention().name().toLowerCase(Locale.ROOT),
                scenario.steps(),
                scenario.hours(),
                b.dispatch(),
                b.flowList(),
                b.lmp(prices),
                b.binding(),
                b.curtailment(),
                b.shed(),
                b.storage(),
                b.reserve(),
                b.switching(),
                b.emissions(),
                recommendations,
                null,
                certificate,
                Charts.of(scenario, run, flows, prices));
    }

    /** The answer to a question that has none. */
    static Answer infeasible(Scenario scenario, Relaxation.Least least) {
        return new Answer(
                "infeasible",
                null,
                unit(scenario, scenario.objective() == Scenario.Objective.CO2 ? "tCO2" : "$"),
                null,
                unit(scenario, "$"),
                scenario.convention().name().toLowerCase(Locale.ROOT),
                scenario.steps(),
                scenario.hours(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                least,
                null,
                List.of());
    }

    private static String unit(Scenario scenario, String of) {
        return scenario.steps() == 1 ? of + "/h" : of;
    }

    private Object bus(int n) {
        return network.buses().get(n).id();
    }

    private List<Answer.Dispatch> dispatch() {
        List<Answer.Dispatch> list = new ArrayList<>();
        for (int t = 0; t < scenario.steps(); t++) {
            for (int g = 0; g < network.generators().size(); g++) {
                Network.Generator unit = network.generators().get(g);
                list.add(new Answer.Dispatch(unit.id(), bus(unit.bus()), t, run.generation()[t][g]));
            }
        }
        return list;
    }

    private List<Answer.Flow> flowList() {
        List<Answer.Flow> list = new ArrayList<>();
        for (int t = 0; t < scenario.steps(); t++) {
            for (int l = 0; l < network.branches().size(); l++) {
                Network.Branch b = network.branches().get(l);
                double mw = flows[t][l];
                double limit = Charts.limitMw(b, mw);
                Double told = Double.isInfinite(limit) ? null : (Double) limit;
                list.add(new Answer.Flow(
                        b.id(),
                        bus(b.from()),
                        bus(b.to()),
                        t,
                        mw,
                        told,
                        told == null ? null : (Double) Charts.loadingPct(b, mw)));
            }
        }
        return list;
    }

    private List<Answer.Price> lmp(double[][] prices) {
        List<Answer.Price> list = new ArrayList<>();
        for (int t = 0; t < prices.length; t++) {
            double energy = prices[t][network.slack()];
            for (int n = 0; n < prices[t].length; n++) {
                list.add(new Answer.Price(bus(n), t, prices[t][n], energy, prices[t][n] - energy));
            }
        }
        return list;
    }

    private List<Answer.Binding> binding() {
        List<Answer.Binding> list = new ArrayList<>();
        if (solved == null) {
            return list;
        }
        double divisor = scenario.weight() * solved.formulation().scale();
        for (LineLimits.Row line : solved.formulation().lineRows()) {
            double price = Math.abs(solved.optimum().prices()[line.row()]) / divisor;
            if (price > BINDS) {
                Network.Branch b = network.branches().get(line.branch());
                double mw = flows[line.step()][line.branch()];
                list.add(new Answer.Binding("branch:" + b.id(), line.step(), price, mw, Charts.limitMw(b, mw)));
            }
        }
        for (int t = 0; t < scenario.steps(); t++) {
            Double price = reservePrice(t);
            if (price != null && price > BINDS) {
                double needed = solved.formulation().requiredReserve(t);
                list.add(new Answer.Binding("reserve", t, price, headroom(t), needed));
            }
        }
        return list;
    }

    private List<Answer.Curtailment> curtailment() {
        List<Answer.Curtailment> list = new ArrayList<>();
        for (int t = 0; t < scenario.steps(); t++) {
            for (int r = 0; r < scenario.renewables().size(); r++) {
                Scenario.Renewable plant = scenario.renewables().get(r);
                double available = plant.availableMw()[t];
                double mw = run.renewable()[t][r];
                list.add(new Answer.Curtailment(
                        plant.id(), bus(plant.bus()), t, available, mw, Math.max(0, available - mw)));
            }
        }
        return list;
    }

    private List<Answer.Shed> shed() {
        List<Answer.Shed> list = new ArrayList<>();
        for (int t = 0; t < scenario.steps(); t++) {
            for (int n = 0; n < network.buses().size(); n++) {
                if (run.shed()[t][n] > BINDS) {
                    list.add(new Answer.Shed(bus(n), t, run.shed()[t][n]));
                }
            }
        }
        return list;
    }

    private List<Answer.Storage> storage() {
        List<Answer.Storage> list = new ArrayList<>();
        for (int t = 0; t < scenario.steps(); t++) {
            for (int s = 0; s < scenario.storages().size(); s++) {
                Scenario.Storage store = scenario.storages().get(s);
                list.add(new Answer.Storage(
                        store.id(),
                        bus(store.bus()),
                        t,
                        run.charge()[t][s],
                        run.discharge()[t][s],
                        run.energy()[t][s]));
            }
        }
        return list;
    }

    private List<Answer.Reserve> reserve() {
        List<Answer.Reserve> list = new ArrayList<>();
        for (int t = 0; t < scenario.steps() && scenario.reserve() > 0; t++) {
            double needed = scenario.reserve() * Math.max(0, scenario.totalLoadMw(t));
            list.add(new Answer.Reserve(t, needed, headroom(t), reservePrice(t)));
        }
        return list;
    }

    private double headroom(int t) {
        double room = 0;
        for (int g = 0; g < network.generators().size(); g++) {
            room += run.runs(t, g) ? network.generators().get(g).maxMw() - run.generation()[t][g] : 0;
        }
        return room;
    }

    private @Nullable Double reservePrice(int t) {
        return solved == null || scenario.reserve() == 0 ? null : (Double) solved.reservePrice(t);
    }

    private List<Answer.Switching> switching() {
        List<Answer.Switching> list = new ArrayList<>();
        boolean[][] on = run.on();
        for (int t = 0; on != null && t < on.length; t++) {
            for (int g = 0; g < on[t].length; g++) {
                list.add(new Answer.Switching(network.generators().get(g).id(), t, on[t][g]));
            }
        }
        return list;
    }

    private Answer.Emissions emissions() {
        List<Answer.Factor> factors = network.generators().stream()
                .map(g -> new Answer.Factor(
                        g.id(), g.fuel(), g.co2TPerMwh(), g.co2Basis().name().toLowerCase(Locale.ROOT)))
                .toList();
        List<Answer.Marginal> marginal = new ArrayList<>();
        double[][] change = solved == null ? null : solved.marginalCo2();
        for (int t = 0; change != null && t < change.length; t++) {
            for (int n = 0; n < change[t].length; n++) {
                marginal.add(new Answer.Marginal(bus(n), t, change[t][n]));
            }
        }
        return new Answer.Emissions(run.co2(scenario), unit(scenario, "tCO2"), scenario.co2Price(), factors, marginal);
    }
}
