package org.esmap.ai.core.updates;

/**
 * Decides whether a version answers more slowly than another at the same time on the same machine. An answer is slow when
 * each of the other's last 20 was quicker by more than is tolerated; between two that are alike the last of 21 is the
 * slowest once in 21 times, whatever the load, so that one in 20 is healthy. One answer of the other makes room for one
 * observation: a stall that delays many answers at once counts about once. Not thread-safe.
 */
final class Slowness {
    private static final double HEALTHY = 0.05;
    private static final int COMPARED = 20;
    private static final double TOLERATED = 1.5;
    private static final long TOLERATED_NANOS = 20_000_000;

    private final SequentialTest test;
    private final long[] others = new long[COMPARED];
    private long known;
    private boolean fresh;

    Slowness(double sick, int minimum) {
        this.test = new SequentialTest(HEALTHY, sick, minimum, 1);
    }

    /** Takes how long an answer of the other version took. */
    void other(long nanos) {
        others[(int) (known++ % COMPARED)] = nanos;
        fresh = true;
    }

    /** What is known of the other version counts no longer. */
    void forgetOthers() {
        known = 0;
        fresh = false;
    }

    /** Takes how long an answer took; whether slow ones are too many now. */
    boolean see(long nanos) {
        if (known < COMPARED || !fresh) {
            return false;
        }
        fresh = false;
        return test.see(nanos > tolerated());
    }

    private long tolerated() {
        long longest = 0;
        for (long other : others) {
            longest = Math.max(longest, other);
        }
        return Math.max((long) (longest * TOLERATED), longest + TOLERATED_NANOS);
    }

    @Override
    public String toString() {
        return test.toString();
    }
}
