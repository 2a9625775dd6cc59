package org.esmap.ai.models.gridoptimizer;

import java.util.Map;
import java.util.TreeMap;
import org.esmap.ai.core.failure.AiException;

/**
 * The linear physics of a network: flows that follow from injections, and how much a megawatt put in at a bus and taken
 * out at the slack bus adds to a branch. Immutable, thread-safe.
 */
final class PowerFlow {
    private final Network network;
    private final SparseLdl factor;
    /** Row of each bus in the reduced matrix; −1 for the slack bus. */
    private final int[] rowOf;

    private final double[] shiftOut;

    PowerFlow(Network network) {
        this.network = network;
        int n = network.buses().size();
        rowOf = new int[n];
        for (int i = 0, row = 0; i < n; i++) {
            rowOf[i] = i == network.slack() ? -1 : row++;
        }
        shiftOut = new double[n];
        for (Network.Branch branch : network.branches()) {
            double constant = -branch.susceptance() * branch.shiftRad();
            shiftOut[branch.from()] += constant;
            shiftOut[branch.to()] -= constant;
        }
        factor = factorise(n - 1);
    }

    private SparseLdl factorise(int size) {
        java.util.List<Map<Integer, Double>> entries = new java.util.ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(new TreeMap<>());
        }
        double[] diagonal = new double[size];
        for (Network.Branch branch : network.branches()) {
            int f = rowOf[branch.from()];
            int t = rowOf[branch.to()];
            if (f >= 0) {
                diagonal[f] += branch.susceptance();
            }
            if (t >= 0) {
                diagonal[t] += branch.susceptance();
            }
            if (f >= 0 && t >= 0) {
                entries.get(f).merge(t, -branch.susceptance(), Double::sum);
                entries.get(t).merge(f, -branch.susceptance(), Double::sum);
            }
        }
        int[][] neighbours = new int[size][];
        double[][] values = new double[size][];
        for (int i = 0; i < size; i++) {
            neighbours[i] = entries.get(i).keySet().stream().mapToInt(k -> k).toArray();
            values[i] = entries.get(i).values().stream().mapToDouble(v -> v).toArray();
        }
        try {
            return SparseLdl.of(neighbours, values, diagonal);
        } catch (ArithmeticException e) {
            throw AiException.invalid(
                    "/network",
                    "The reactances cancel out: the network's susceptance matrix is singular. Look for negative reactances "
                            + "in parallel or in series with positive ones");
        }
    }

    /** Flow of every branch, MW, for what each bus puts in, MW; the injections must sum to zero. */
    double[] flows(double[] injectionMw) {
        double[] reduced = new double[injectionMw.length - 1];
        for (int i = 0; i < injectionMw.length; i++) {
            if (rowOf[i] >= 0) {
                reduced[rowOf[i]] = injectionMw[i] - shiftOut[i];
            }
        }
        double[] theta = factor.solve(reduced);
        double[] flows = new double[network.branches().size()];
        for (int l = 0; l < flows.length; l++) {
            Network.Branch b = network.branches().get(l);
            flows[l] = b.susceptance() * (angle(theta, b.from()) - angle(theta, b.to()) - b.shiftRad());
        }
        return flows;
    }

    private double angle(double[] theta, int bus) {
        return rowOf[bus] < 0 ? 0 : theta[rowOf[bus]];
    }

    /** By bus: what a megawatt put in there and taken out at the slack bus adds to {@code branch}, MW. */
    double[] factors(int branch) {
        Network.Branch b = network.branches().get(branch);
        double[] reduced = new double[rowOf.length - 1];
        if (rowOf[b.from()] >= 0) {
            reduced[rowOf[b.from()]] += b.susceptance();
        }
        if (rowOf[b.to()] >= 0) {
            reduced[rowOf[b.to()]] -= b.susceptance();
        }
        double[] solved = factor.solve(reduced);
        double[] factors = new double[rowOf.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = rowOf[i] < 0 ? 0 : solved[rowOf[i]];
        }
        return factors;
    }

    /** Flow of {@code branch} that phase shifts drive when nothing is put in; {@code factors} are its own. */
    double shiftFlow(int branch, double[] factors) {
        Network.Branch b = network.branches().get(branch);
        double flow = -b.susceptance() * b.shiftRad();
        for (int i = 0; i < factors.length; i++) {
            flow -= factors[i] * shiftOut[i];
        }
        return flow;
    }
}
