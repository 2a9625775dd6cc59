package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what is run into the words of the answer, and beside it what {@link WorthAnswer} says of its worth. */
final class AnswerBuilder {
    private static final double SHED_MW = 1e-7;

    private final Scenario scenario;
    private final Network network;
    private final Operation run;
    private final double[][] flows;

    private AnswerBuilder(Scenario scenario, Operation run, double[][] flows) {
        this.scenario = scenario;
        this.network = scenario.network();
        this.run = run;
        this.flows = flows;
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
        AnswerBuilder b = new AnswerBuilder(scenario, run, flows);
        WorthAnswer worth = new WorthAnswer(scenario, run, flows, solved);
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
                worth.lmp(),
                worth.binding(),
                b.curtailment(),
                b.shed(),
                b.storage(),
                worth.reserve(),
                b.switching(),
                worth.emissions(),
                recommendations,
                null,
                certificate,
                Charts.of(scenario, run, flows, worth.prices()));
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

    static String unit(Scenario scenario, String of) {
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
                if (run.shed()[t][n] > SHED_MW) {
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
}
