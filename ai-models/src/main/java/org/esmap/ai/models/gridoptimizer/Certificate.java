package org.esmap.ai.models.gridoptimizer;

import org.jspecify.annotations.Nullable;

/**
 * The proof that goes with an answer, computed from the question's data and the answer's figures alone.
 *
 * @param primal        what the answer costs, in the objective's unit
 * @param dual          what nothing can cost less than, given which units run and which way storages go; null where
 *                      no prices belong to the answer
 * @param gap           (primal − dual) / max(1, |primal|); null with dual
 * @param bound         what nothing at all can cost less than; below dual where integers are not proved optimal; null where
 *                      there are none to choose, or the time ended before anything was proved of them
 * @param integerGap    (primal − bound) / max(1, |primal|); null with bound
 * @param maxViolation  most by which any balance or limit is missed, MW, MWh or, of least times up and down, h
 * @param worst         where that is
 */
record Certificate(
        double primal,
        @Nullable Double dual,
        @Nullable Double gap,
        @Nullable Double bound,
        @Nullable Double integerGap,
        double maxViolation,
        String worst) {

    /** The largest miss and its place, found by walking over the raw data. */
    static final class Check {
        private final Scenario scenario;
        private final Operation run;
        private double most;
        private String place = "none";

        Check(Scenario scenario, Operation run, double[][] flows) {
            this.scenario = scenario;
            this.run = run;
            for (int t = 0; t < scenario.steps(); t++) {
                nodes(t, flows[t]);
                branches(t, flows[t]);
                units(t);
                plants(t);
                reserve(t);
            }
            for (int s = 0; s < scenario.storages().size(); s++) {
                store(s);
            }
            for (int g = 0;
                    run.on() != null && g < scenario.network().generators().size();
                    g++) {
                stays(g);
            }
        }

        double most() {
            return most;
        }

        String place() {
            return place;
        }

        private void nodes(int t, double[] flows) {
            double[] left = run.injections(scenario, t);
            for (int l = 0; l < flows.length; l++) {
                Network.Branch branch = scenario.network().branches().get(l);
                left[branch.from()] -= flows[l];
                left[branch.to()] += flows[l];
            }
            for (int n = 0; n < left.length; n++) {
                note(
                        Math.abs(left[n]),
                        "balance of bus ",
                        scenario.network().buses().get(n).id(),
                        t);
                within(run.shed()[t][n], 0, Math.max(0, scenario.loadMw(t, n)), "shed load of bus ", n, t);
            }
        }

        private void branches(int t, double[] flows) {
            for (int l = 0; l < flows.length; l++) {
                Network.Branch branch = scenario.network().branches().get(l);
                within(flows[l], branch.lowestMw(), branch.highestMw(), "flow of branch ", branch.id(), t);
            }
        }

        private void units(int t) {
            for (int g = 0; g < run.generation()[t].length; g++) {
                Network.Generator unit = scenario.network().generators().get(g);
                boolean on = run.runs(t, g);
                double now = run.generation()[t][g];
                within(now, on ? unit.minMw() : 0, on ? unit.maxMw() : 0, "output of generator ", unit.id(), t);
                double most = unit.unit().rampMwPerH() * scenario.hours();
                if (t > 0 && Double.isFinite(most)) {
                    double allowed = on == run.runs(t - 1, g) ? most : Math.max(most, unit.leastMw());
                    double change = now - run.generation()[t - 1][g];
                    within(change, -allowed, allowed, "ramp of generator ", unit.id(), t);
                }
            }
        }

        private void plants(int t) {
            for (int r = 0; r < run.renewable()[t].length; r++) {
                Scenario.Renewable plant = scenario.renewables().get(r);
                within(run.renewable()[t][r], 0, plant.availableMw()[t], "output of renewable ", plant.id(), t);
            }
        }

        private void reserve(int t) {
            if (scenario.reserve() > 0) {
                double room = 0;
                for (int g = 0; g < run.generation()[t].length; g++) {
                    double most = run.runs(t, g)
                            ? scenario.network().generators().get(g).maxMw()
                            : 0;
                    room += most - run.generation()[t][g];
                }
                double needed = scenario.reserve() * Math.max(0, scenario.totalLoadMw(t));
                note(needed - room, "reserve", "", t);
            }
        }

        private void store(int s) {
            Scenario.Storage store = scenario.storages().get(s);
            double held = store.initialMwh();
            for (int t = 0; t < scenario.steps(); t++) {
                double in = run.charge()[t][s];
                double out = run.discharge()[t][s];
                held += scenario.hours() * (in * store.etaCharge() - out / store.etaDischarge());
                within(in, 0, store.chargeMw(), "charging of storage ", store.id(), t);
                within(out, 0, store.dischargeMw(), "discharging of storage ", store.id(), t);
                within(held, 0, store.energyMwh(), "energy of storage ", store.id(), t);
                note(Math.abs(held - run.energy()[t][s]), "energy told of storage ", store.id(), t);
                note(Math.min(in, out), "both ways at once of storage ", store.id(), t);
            }
            note(store.finalMwh() - held, "final energy of storage ", store.id(), scenario.steps() - 1);
        }

        /** How many hours of the least time up or down are missing after each start and stop; what came before counts as enough. */
        private void stays(int g) {
            Network.Generator unit = scenario.network().generators().get(g);
            boolean before = unit.unit().initiallyOn();
            double least = 0;
            int since = 0;
            for (int t = 0; t < scenario.steps(); t++) {
                boolean now = run.runs(t, g);
                if (now != before) {
                    double held = (t - since) * scenario.hours();
                    note(least - held, now ? "time down of generator " : "time up of generator ", unit.id(), t);
                    least = now ? unit.unit().minUpH() : unit.unit().minDownH();
                    since = t;
                    before = now;
                }
            }
        }

        private void within(double value, double low, double high, String what, Object id, int t) {
            note(Math.max(low - value, value - high), what, id, t);
        }

        private void note(double by, String what, Object id, int t) {
            // NaN compares false to everything; it must count as a miss.
            if (!(by <= most)) {
                most = Double.isNaN(by) ? Double.POSITIVE_INFINITY : by;
                place = what + id + " in step " + t;
            }
        }
    }
}
