package org.esmap.ai.core.statistics;

/**
 * A share of counted cases with its 95 % interval, all 0 to 1.
 *
 * @param value the share itself
 * @param low   lower end of the interval
 * @param high  upper end
 */
public record Share(double value, double low, double high) {
    /** The normal quantile of 97.5 %. */
    private static final double Z = 1.959964;

    /**
     * The share of {@code some} among {@code all}, with Wilson's score interval (Journal of the American Statistical
     * Association 22, 1927, 209-212).
     *
     * @param all at least 1
     */
    public static Share of(long some, long all) {
        double p = (double) some / all;
        double z2 = Z * Z;
        double middle = p + z2 / (2 * all);
        double half = Z * Math.sqrt(p * (1 - p) / all + z2 / (4.0 * all * all));
        double scale = 1 + z2 / all;
        return new Share(p, Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale));
    }
}
