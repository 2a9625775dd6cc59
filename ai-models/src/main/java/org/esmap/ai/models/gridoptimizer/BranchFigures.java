package org.esmap.ai.models.gridoptimizer;

import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.models.gridoptimizer.NetworkBuilder.Convention;
import org.esmap.ai.models.gridoptimizer.NetworkBuilder.Line;

/** Makes susceptances and limits of flow of the figures that sources give for a branch, or refuses them. */
final class BranchFigures {
    private static final double FULL_TURN = 360;

    private final NetworkSource source;
    private final Convention convention;
    private final double baseMva;

    BranchFigures(NetworkSource source, Convention convention, double baseMva) {
        this.source = source;
        this.convention = convention;
        this.baseMva = baseMva;
    }

    /**
     * The branch.
     *
     * @param name what messages call it
     * @param from index of its bus
     * @param to   index of the other
     */
    Network.Branch branch(int row, Object id, String name, int from, int to, Line line) {
        check(row, name, line);
        return limited(row, id, name, from, to, line);
    }

    private void check(int row, String name, Line line) {
        source.finite("branches", row, "r", "r of " + name, line.r());
        source.finite("branches", row, "x", "x of " + name, line.x());
        source.finite("branches", row, "tap", "tap of " + name, line.tap());
        source.within("branches", row, "shiftDeg", "shift of " + name, line.shiftDeg(), FULL_TURN);
        if (line.x() == 0) {
            throw AiException.invalid(
                    source.pointer("branches", row, "x"),
                    "x of " + name
                            + " is 0; a DC power flow needs a reactance. Merge the two buses, or give a small one",
                    "any number but 0");
        }
        if (Double.isNaN(line.ratingMva()) || line.ratingMva() < 0) {
            throw AiException.invalid(
                    source.pointer("branches", row, "ratingMva"),
                    "rating of " + name + " must not be negative, found " + line.ratingMva(),
                    ">= 0, where 0 means no limit");
        }
        if (line.tap() < 0) {
            throw source.wrong("branches", row, "tap", "tap of " + name + " must not be negative, found " + line.tap());
        }
    }

    private Network.Branch limited(int row, Object id, String name, int from, int to, Line line) {
        boolean plain = convention == Convention.PGLIB;
        double tap = line.tap() == 0 ? 1 : line.tap();
        double b = baseMva * (plain ? line.x() / (line.r() * line.r() + line.x() * line.x()) : 1 / (line.x() * tap));
        if (!Double.isFinite(b) || b == 0) {
            throw source.wrong("branches", row, "x", "r and x of " + name + " give no usable susceptance: " + b);
        }
        double shift = plain ? 0 : Math.toRadians(line.shiftDeg());
        double rating = line.ratingMva() == 0 ? Double.POSITIVE_INFINITY : line.ratingMva();
        double[] angles = angleLimits(row, name, line);
        double one = b * (angles[0] - shift);
        double other = b * (angles[1] - shift);
        Network.Branch branch =
                new Network.Branch(id, from, to, b, shift, rating, Math.min(one, other), Math.max(one, other));
        double low = branch.lowestMw();
        double high = branch.highestMw();
        if (low > high) {
            throw source.wrong(
                    "branches",
                    row,
                    "",
                    "the rating and the angle limits of " + name + " leave no flow: least " + low + " MW, most " + high
                            + " MW");
        }
        return branch;
    }

    /** Angle limits in radians; 0 and 0, or a full turn, mean none (MATPOWER manual, table B-3). */
    private double[] angleLimits(int row, String name, Line line) {
        double min = line.angleMinDeg();
        double max = line.angleMaxDeg();
        if (Double.isNaN(min) || Double.isNaN(max) || min > max) {
            throw source.wrong(
                    "branches",
                    row,
                    "angleMinDeg",
                    "angle limits of " + name + " must be numbers in order, found " + min + " and " + max);
        }
        boolean none = min == 0 && max == 0;
        return new double[] {
            none || min <= -FULL_TURN ? Double.NEGATIVE_INFINITY : Math.toRadians(min),
            none || max >= FULL_TURN ? Double.POSITIVE_INFINITY : Math.toRadians(max)
        };
    }
}
