package org.esmap.ai.models.gridoptimizer;

/**
 * A convex cost of one quantity: {@code constant + linear·x + quadratic·x² + Σ rises[k]·max(0, x − kinks[k])}. Kinks
 * rise strictly and no rise is negative, so the curve is convex on the whole line. Immutable; do not change the arrays.
 */
record Curve(double constant, double linear, double quadratic, double[] kinks, double[] rises) {
    private static final double[] NONE = {};

    /** Cost that is the same for every unit. */
    static Curve linear(double perUnit) {
        return new Curve(0, perUnit, 0, NONE, NONE);
    }

    static Curve quadratic(double constant, double linear, double quadratic) {
        return new Curve(constant, linear, quadratic, NONE, NONE);
    }

    /** The line through points whose x rise strictly and whose slopes do not fall; the end slopes go on for ever. */
    static Curve through(double[] x, double[] y) {
        double first = (y[1] - y[0]) / (x[1] - x[0]);
        int inner = x.length - 2;
        double[] kinks = new double[inner];
        double[] rises = new double[inner];
        double before = first;
        for (int k = 0; k < inner; k++) {
            double after = (y[k + 2] - y[k + 1]) / (x[k + 2] - x[k + 1]);
            kinks[k] = x[k + 1];
            rises[k] = Math.max(0, after - before);
            before = after;
        }
        return new Curve(y[0] - first * x[0], first, 0, kinks, rises);
    }

    /** How many pieces the curve has, each without a kink inside. */
    int pieces() {
        return 1 + kinks.length;
    }

    double at(double x) {
        double value = constant + linear * x + quadratic * x * x;
        for (int k = 0; k < kinks.length; k++) {
            value += rises[k] * Math.max(0, x - kinks[k]);
        }
        return value;
    }

    /** The slope just above {@code x}; a kink within {@code tolerance} above counts as passed. */
    double slopeAbove(double x, double tolerance) {
        double slope = linear + 2 * quadratic * x;
        for (int k = 0; k < kinks.length; k++) {
            slope += kinks[k] <= x + tolerance ? rises[k] : 0;
        }
        return slope;
    }

    /** The slope just below {@code x}; a kink within {@code tolerance} below counts as not yet passed. */
    double slopeBelow(double x, double tolerance) {
        double slope = linear + 2 * quadratic * x;
        for (int k = 0; k < kinks.length; k++) {
            slope += kinks[k] < x - tolerance ? rises[k] : 0;
        }
        return slope;
    }

    /** The least of {@code at(x) − price·x} for x from {@code lower} to {@code upper}. */
    double leastNetOf(double price, double lower, double upper) {
        double best = Math.min(at(lower) - price * lower, at(upper) - price * upper);
        for (double kink : kinks) {
            if (kink > lower && kink < upper) {
                best = Math.min(best, at(kink) - price * kink);
            }
        }
        if (quadratic > 0 && kinks.length == 0) {
            double x = Math.min(upper, Math.max(lower, (price - linear) / (2 * quadratic)));
            best = Math.min(best, at(x) - price * x);
        }
        return best;
    }

    /** This curve times {@code factor}, which is not negative. */
    Curve times(double factor) {
        double[] scaled = rises.clone();
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] *= factor;
        }
        return new Curve(constant * factor, linear * factor, quadratic * factor, kinks, scaled);
    }

    /** This curve with {@code perUnit} more for every unit. */
    Curve plus(double perUnit) {
        return new Curve(constant, linear + perUnit, quadratic, kinks, rises);
    }

    Curve withoutConstant() {
        return new Curve(0, linear, quadratic, kinks, rises);
    }
}
