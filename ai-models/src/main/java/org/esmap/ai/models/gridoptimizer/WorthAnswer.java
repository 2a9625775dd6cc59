package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts into the words of the answer what an operation is worth: prices, limits that bind, reserve and emissions. */
final class WorthAnswer {
    private static final double BINDS = 1e-7;

    private final Scenario scenario;
    private final Network network;
    private final Operation run;
    private final double[][] flows;
    private final @Nullable Solved solved;
    private final double[][] prices;

    /** @param solved where prices come from; null where there are none */
    WorthAnswer(Scenario scenario, Operation run, double[][] flows, @Nullable Solved solved) {
        this.scenario = scenario;
        this.network = scenario.network();
        this.run = run;
        this.flows = flows;
        this.solved = solved;
        this.prices = solved == null ? new double[0][] : solved.prices();
    }

    /** By step and bus; no steps where there are no prices. */
    double[][] prices() {
        return prices;
    }

    List<Answer.Price> lmp() {
        List<Answer.Price> list = new ArrayList<>();
        for (int t = 0; t < prices.length; t++) {
            double energy = prices[t][network.slack()];
            for (int n = 0; n < prices[t].length; n++) {
                list.add(new Answer.Price(network.buses().get(n).id(), t, prices[t][n], energy, prices[t][n] - energy));
            }
        }
        return list;
    }

    List<Answer.Binding> binding() {
        List<Answer.Binding> list = new ArrayList<>();
        if (solved == null) {
            return list;
        }
        double divisor = scenario.weight() * solved.formulation().weighing().scale();
        for (LineLimits.Row line : solved.formulation().lineRows()) {
            double price = Math.abs(solved.optimum().prices()[line.row()]) / divisor;
            if (price > BINDS) {
                Network.Branch b = network.branches().get(line.branch());
                double mw = flows[line.step()][line.branch()];
                double limit = mw - b.lowestMw() < b.highestMw() - mw ? b.lowestMw() : b.highestMw();
                list.add(new Answer.Binding("branch:" + b.id(), line.step(), price, mw, Math.abs(limit)));
            }
        }
        for (int t = 0; t < scenario.steps(); t++) {
            Double price = reservePrice(t);
            if (price != null && price > BINDS) {
                double needed = solved.formulation().layout.requiredReserve(t);
                list.add(new Answer.Binding("reserve", t, price, headroom(t), needed));
            }
        }
        return list;
    }

    List<Answer.Reserve> reserve() {
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

    Answer.Emissions emissions() {
        List<Answer.Factor> factors = network.generators().stream()
                .map(g -> new Answer.Factor(
                        g.id(), g.fuel(), g.co2TPerMwh(), g.co2Basis().name().toLowerCase(Locale.ROOT)))
                .toList();
        List<Answer.Marginal> marginal = new ArrayList<>();
        double[][] change = solved == null ? null : solved.marginalCo2();
        for (int t = 0; change != null && t < change.length; t++) {
            for (int n = 0; n < change[t].length; n++) {
                marginal.add(new Answer.Marginal(network.buses().get(n).id(), t, change[t][n]));
            }
        }
        return new Answer.Emissions(
                run.co2(scenario), AnswerBuilder.unit(scenario, "tCO2"), scenario.co2Price(), factors, marginal);
    }
}
