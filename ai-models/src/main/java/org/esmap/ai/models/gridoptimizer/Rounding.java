package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Schedules guessed without a search, for when the search ends before it found one: per step the units that the
 * relaxation loads most, as few as capacity and reserve need, then short stops and runs filled up.
 */
final class Rounding {
    private static final double[] MARGINS = {1.02, 1.1, 1.25};

    private final Formulation formulation;
    private final Scenario scenario;
    private final List<Network.Generator> units;

    Rounding(Formulation formulation) {
        this.formulation = formulation;
        scenario = formulation.scenario();
        units = scenario.network().generators();
    }

    /** Guesses, the leanest first, every unit running last. */
    List<boolean[][]> candidates(double[] relaxed) {
        List<boolean[][]> found = new ArrayList<>();
        for (double margin : MARGINS) {
            boolean[][] on = new boolean[scenario.steps()][];
            for (int t = 0; t < on.length; t++) {
                on[t] = enough(relaxed, t, margin);
            }
            fill(on);
            found.add(on);
        }
        found.add(scenario.everyUnitOn());
        return found;
    }

    private boolean[] enough(double[] relaxed, int t, double margin) {
        boolean[] on = new boolean[units.size()];
        double needed = margin * (served(relaxed, t) + formulation.layout.requiredReserve(t));
        int[] order = IntStream.range(0, on.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer g) -> -share(relaxed, t, g)))
                .mapToInt(g -> g)
                .toArray();
        for (int g : order) {
            boolean always = SwitchedUnits.neverWorthStopping(units.get(g));
            if (needed > 0 || always) {
                on[g] = true;
                needed -= units.get(g).maxMw();
            }
        }
        return on;
    }

    private double served(double[] relaxed, int t) {
        return IntStream.range(0, units.size())
                .mapToDouble(g -> relaxed[formulation.layout.generation[t][g]])
                .sum();
    }

    private double share(double[] relaxed, int t, int g) {
        return relaxed[formulation.layout.generation[t][g]]
                / Math.max(1e-6, units.get(g).maxMw());
    }

    /** Keeps units on through stops that are too short, and on for as long as they must run. */
    private void fill(boolean[][] on) {
        for (int g = 0; g < units.size(); g++) {
            int down = steps(units.get(g).unit().minDownH());
            int up = steps(units.get(g).unit().minUpH());
            int lastOn = units.get(g).unit().initiallyOn() ? -1 : -2 - down;
            int started = Integer.MIN_VALUE / 2;
            for (int t = 0; t < on.length; t++) {
                if (on[t][g] && t - lastOn > 1 && t - lastOn <= down) {
                    for (int s = Math.max(0, lastOn + 1); s < t; s++) {
                        on[s][g] = true;
                    }
                } else if (on[t][g] && t - lastOn > 1) {
                    started = t;
                }
                on[t][g] |= t - started < up;
                lastOn = on[t][g] ? t : lastOn;
            }
        }
    }

    private int steps(double hours) {
        return (int) Math.ceil(hours / scenario.hours() - 1e-9);
    }
}
