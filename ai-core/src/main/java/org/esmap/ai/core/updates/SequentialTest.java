package org.esmap.ai.core.updates;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decides while observations come in whether bad ones are too many: Page's cumulative sum (Biometrika 41, 1954, 100-115)
 * of Wald's log-likelihood ratio (Annals of Mathematical Statistics 16, 1945, 117-186) for a Bernoulli share. The sum
 * never falls below zero, so that a long good time does not hide a bad turn. Not thread-safe.
 *
 * <p>Where another version is compared with, its latest share counts as healthy when it is above the healthy level, and the
 * sick share moves up with it; and an alarm waits for a few answers of the other version, to see whether bad ones go on
 * coming meanwhile, and lapses if the other version has a bad turn as well: then it is the machine's doing.
 *
 * <p>With the threshold ln 10^6 = 13.8 a share at its healthy level sets off a false alarm once in about a million
 * observations or more; a share well above the bad level is found within a few dozen.
 */
final class SequentialTest {
    private static final double THRESHOLD = Math.log(1e6);
    private static final double BEYOND_DOUBT = 10 * THRESHOLD;
    private static final double OTHERS_BAD_TURN = 1;
    private static final int OTHERS_AWAITED = 5;

    private final double healthy;
    private final double harm;
    private final int minimum;
    private final int compared;
    private final Deque<Boolean> others = new ArrayDeque<>();
    private int othersBad;
    private int awaited;
    private double othersSum;
    private double sum;
    private double sumThen;
    private long seen;
    private long bad;

    /**
     * A test.
     *
     * @param healthy  share of bad observations that is all right
     * @param sick     share that is not
     * @param minimum  observations before it may decide
     * @param compared latest observations of another version that are compared with
     */
    SequentialTest(double healthy, double sick, int minimum, int compared) {
        if (!(healthy > 0 && healthy < sick && sick < 1)) {
            throw new IllegalArgumentException("0 < healthy < sick < 1 is needed, found " + healthy + " and " + sick);
        }
        this.healthy = healthy;
        this.harm = (sick - healthy) / (1 - healthy);
        this.minimum = minimum;
        this.compared = compared;
    }

    /** Takes one observation of the version compared with. */
    void other(boolean isBad) {
        awaited++;
        othersSum = Math.max(0, othersSum + evidence(isBad));
        others.addLast(isBad);
        othersBad += isBad ? 1 : 0;
        if (others.size() > compared) {
            othersBad -= others.removeFirst() ? 1 : 0;
        }
    }

    /** The version compared with answers no longer: what it did last says nothing about what comes. */
    void forgetOthers() {
        others.clear();
        othersBad = 0;
        othersSum = 0;
    }

    /** Takes one observation; whether the bad ones are too many now. */
    boolean see(boolean isBad) {
        seen++;
        bad += isBad ? 1 : 0;
        sum = Math.max(0, sum + evidence(isBad));
        if (sum < THRESHOLD) {
            awaitOthers();
            return false;
        }
        return seen >= minimum && (others.isEmpty() || sum >= BEYOND_DOUBT || holds());
    }

    private boolean holds() {
        if (awaited < OTHERS_AWAITED) {
            return false;
        }
        if (othersSum > OTHERS_BAD_TURN) {
            sum = 0;
            return false;
        }
        boolean goesOn = sum > sumThen;
        awaitOthers();
        return goesOn;
    }

    private void awaitOthers() {
        awaited = 0;
        sumThen = sum;
    }

    /** What one observation says for a sick share against a healthy one: Wald's log-likelihood ratio. */
    private double evidence(boolean isBad) {
        double usual = others.isEmpty() ? 0 : (double) othersBad / others.size();
        double well = Math.min(0.99, Math.max(healthy, usual));
        double sick = well + (1 - well) * harm;
        return Math.log(isBad ? sick / well : (1 - sick) / (1 - well));
    }

    long bad() {
        return bad;
    }

    @Override
    public String toString() {
        return bad + " of " + seen;
    }
}
