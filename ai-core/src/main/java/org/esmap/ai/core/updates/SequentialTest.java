package org.esmap.ai.core.updates;

/**
 * Decides while observations come in whether bad ones are too many: Page's cumulative sum (Biometrika 41, 1954, 100-115)
 * of Wald's log-likelihood ratio (Annals of Mathematical Statistics 16, 1945, 117-186) for a Bernoulli share. The sum
 * never falls below zero, so that a long good time does not hide a bad turn. Not thread-safe.
 *
 * <p>With the threshold ln 10^6 = 13.8 a share at its healthy level sets off a false alarm once in about a million
 * observations or more; a share well above the bad level is found within a few dozen.
 */
final class SequentialTest {
    private static final double THRESHOLD = Math.log(1e6);

    private final double up;
    private final double down;
    private final int minimum;
    private double sum;
    private long seen;
    private long bad;

    /**
     * A test.
     *
     * @param healthy share of bad observations that is all right
     * @param sick    share that is not
     * @param minimum observations before it may decide
     */
    SequentialTest(double healthy, double sick, int minimum) {
        if (!(healthy > 0 && healthy < sick && sick < 1)) {
            throw new IllegalArgumentException("0 < healthy < sick < 1 is needed, found " + healthy + " and " + sick);
        }
        this.up = Math.log(sick / healthy);
        this.down = Math.log((1 - sick) / (1 - healthy));
        this.minimum = minimum;
    }

    /** Takes one observation; whether the bad ones are too many now. */
    boolean see(boolean isBad) {
        seen++;
        bad += isBad ? 1 : 0;
        sum = Math.max(0, sum + (isBad ? up : down));
        return seen >= minimum && sum >= THRESHOLD;
    }

    long seen() {
        return seen;
    }

    long bad() {
        return bad;
    }
}
