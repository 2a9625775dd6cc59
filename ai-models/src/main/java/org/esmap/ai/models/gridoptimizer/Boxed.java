package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;

/**
 * Quantities of an interior point method that stay strictly inside of their bounds, with the bounds' multipliers and the
 * direction in which all of them move. A quantity that is fixed has no multipliers and never moves; neither has a side
 * without a bound. Not thread-safe.
 */
final class Boxed {
    double[] at;
    double[] lower;
    double[] upper;
    double[] low;
    double[] high;
    boolean[] fixed;
    double[] move;
    private double[] lowMove;
    private double[] highMove;
    /** Products of moves that the last direction left out, by side. */
    private double[] lowProduct;

    private double[] highProduct;

    Boxed(int size) {
        at = new double[size];
        lower = new double[size];
        upper = new double[size];
        low = new double[size];
        high = new double[size];
        fixed = new boolean[size];
        move = new double[size];
        lowMove = new double[size];
        highMove = new double[size];
        lowProduct = new double[size];
        highProduct = new double[size];
    }

    /** A copy with room for {@code size} quantities, which does not move yet. */
    Boxed copy(int size) {
        Boxed made = new Boxed(size);
        int kept = Math.min(size, at.length);
        System.arraycopy(at, 0, made.at, 0, kept);
        System.arraycopy(lower, 0, made.lower, 0, kept);
        System.arraycopy(upper, 0, made.upper, 0, kept);
        System.arraycopy(low, 0, made.low, 0, kept);
        System.arraycopy(high, 0, made.high, 0, kept);
        System.arraycopy(fixed, 0, made.fixed, 0, kept);
        return made;
    }

    int size() {
        return at.length;
    }

    /** Puts a quantity at {@code value}, its multipliers so that each product with the room left is {@code mu}. */
    void put(int i, double value, double mu) {
        at[i] = value;
        low[i] = fixed[i] || Double.isInfinite(lower[i]) ? 0 : mu / (value - lower[i]);
        high[i] = fixed[i] || Double.isInfinite(upper[i]) ? 0 : mu / (upper[i] - value);
    }

    /** What the multipliers add to the curvature. */
    double pull(int i) {
        return (low[i] == 0 ? 0 : low[i] / (at[i] - lower[i])) + (high[i] == 0 ? 0 : high[i] / (upper[i] - at[i]));
    }

    /** What a step towards products of {@code target} asks of the multipliers of {@code i}, moves apart. */
    double push(int i, double target) {
        double sum = 0;
        if (low[i] != 0) {
            sum += (target - lowProduct[i]) / (at[i] - lower[i]) - low[i];
        }
        if (high[i] != 0) {
            sum -= (target - highProduct[i]) / (upper[i] - at[i]) - high[i];
        }
        return sum;
    }

    /** Forgets the products of the last direction. */
    void predict() {
        Arrays.fill(lowProduct, 0);
        Arrays.fill(highProduct, 0);
    }

    /** Keeps the products of the present direction, for the next one to make up for. */
    void correct() {
        for (int i = 0; i < at.length; i++) {
            lowProduct[i] = move[i] * lowMove[i];
            highProduct[i] = -move[i] * highMove[i];
        }
    }

    /** The multipliers' part of the direction, once {@link #move} is known. */
    void follow(double target) {
        for (int i = 0; i < at.length; i++) {
            lowMove[i] = low[i] == 0 ? 0 : (target - lowProduct[i] - low[i] * move[i]) / (at[i] - lower[i]) - low[i];
            highMove[i] =
                    high[i] == 0 ? 0 : (target - highProduct[i] + high[i] * move[i]) / (upper[i] - at[i]) - high[i];
        }
    }

    /** How far the direction goes, at most {@code most}, before something reaches zero. */
    double reach(double most) {
        double reach = most;
        for (int i = 0; i < at.length; i++) {
            if (low[i] != 0) {
                reach = within(reach, at[i] - lower[i], move[i]);
                reach = within(reach, low[i], lowMove[i]);
            }
            if (high[i] != 0) {
                reach = within(reach, upper[i] - at[i], -move[i]);
                reach = within(reach, high[i], highMove[i]);
            }
        }
        return reach;
    }

    private static double within(double most, double room, double change) {
        return change < 0 ? Math.min(most, -room / change) : most;
    }

    /** Sum of all products of multiplier and room after {@code part} of the direction. */
    double products(double part) {
        double sum = 0;
        for (int i = 0; i < at.length; i++) {
            double then = at[i] + part * move[i];
            sum += low[i] == 0 ? 0 : (low[i] + part * lowMove[i]) * (then - lower[i]);
            sum += high[i] == 0 ? 0 : (high[i] + part * highMove[i]) * (upper[i] - then);
        }
        return sum;
    }

    /** How many products there are. */
    int sides() {
        int count = 0;
        for (int i = 0; i < at.length; i++) {
            count += (low[i] == 0 ? 0 : 1) + (high[i] == 0 ? 0 : 1);
        }
        return count;
    }

    void advance(double part) {
        for (int i = 0; i < at.length; i++) {
            at[i] += part * move[i];
            low[i] += part * lowMove[i];
            high[i] += part * highMove[i];
        }
    }
}
