package org.esmap.ai.models.gridoptimizer;

import org.esmap.ai.core.failure.AiException;

/** Makes the cost curves of generators, and refuses those that are not convex. */
final class Costs {
    /** $/MWh or $/MW²h; beyond, solvers take a figure for infinite or lose others to rounding. */
    private static final double MOST_PER_MW = 1e9;
    /** $/h. */
    static final double MOST = 1e15;

    private final NetworkSource source;

    Costs(NetworkSource source) {
        this.source = source;
    }

    /** A quadratic cost c2·p² + c1·p + c0, $/h; refused where it is not convex. */
    Curve polynomial(int row, Object id, double c2, double c1, double c0) {
        source.within("generators", row, "cost", "quadratic cost of generator " + id, c2, MOST_PER_MW);
        source.within("generators", row, "cost", "linear cost of generator " + id, c1, MOST_PER_MW);
        source.within("generators", row, "cost", "constant cost of generator " + id, c0, MOST);
        if (c2 < 0) {
            throw AiException.invalid(
                    source.pointer("generators", row, "cost"),
                    "cost of generator " + id + " is concave: its quadratic coefficient is " + c2,
                    "quadratic coefficient >= 0");
        }
        return Curve.quadratic(c0, c1, c2);
    }

    /** A cost through points (MW, $/h); refused where x do not rise or slopes fall. */
    Curve piecewise(int row, Object id, double[] x, double[] y) {
        double before = Double.NEGATIVE_INFINITY;
        for (int k = 0; k + 1 < x.length; k++) {
            source.within("generators", row, "cost", "cost of generator " + id + " at a point", y[k], MOST);
            double slope = (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
            if (!(x[k + 1] > x[k]) || !Double.isFinite(slope)) {
                throw source.wrong(
                        "generators",
                        row,
                        "cost",
                        "cost of generator " + id + ": the MW of its points must rise, found " + x[k] + " then "
                                + x[k + 1]);
            }
            source.within("generators", row, "cost", "slope of the cost of generator " + id, slope, MOST_PER_MW);
            if (slope < before - 1e-9 * Math.max(1, Math.abs(before))) {
                throw source.wrong(
                        "generators",
                        row,
                        "cost",
                        "cost of generator " + id + " is concave: its slope falls from " + before + " to " + slope
                                + " $/MWh at " + x[k] + " MW");
            }
            before = Math.max(before, slope);
        }
        if (x.length < 2) {
            throw source.wrong(
                    "generators",
                    row,
                    "cost",
                    "cost of generator " + id + " needs two points or more, found " + x.length);
        }
        return Curve.through(x, y);
    }
}
