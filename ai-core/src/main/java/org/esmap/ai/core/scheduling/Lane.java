package org.esmap.ai.core.scheduling;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** The waiting and running work of one model. Guarded by the lock of its {@link NativeWork}. */
final class Lane {
    private static final double NEWEST = 0.1;

    final ArrayDeque<Job<?>> waiting = new ArrayDeque<>();
    private final Set<Job<?>> running = new HashSet<>();
    private double meanNanos = -1;

    /** Expected time of one run, in nanoseconds; an untried model counts as one that takes a while. */
    double expectedNanos(double untried) {
        return meanNanos < 0 ? untried : meanNanos;
    }

    /** Whether runs have been short and none under way is taking longer. */
    boolean brief(long limitNanos, long now) {
        if (meanNanos < 0 || meanNanos > limitNanos) {
            return false;
        }
        for (Job<?> job : running) {
            if (now - job.startedNanos > 2 * limitNanos) {
                return false;
            }
        }
        return true;
    }

    int running() {
        return running.size();
    }

    void started(Job<?> job, long now) {
        job.startedNanos = now;
        running.add(job);
    }

    void ended(Job<?> job, long now) {
        running.remove(job);
        double took = now - job.startedNanos;
        meanNanos = meanNanos < 0 ? took : meanNanos + NEWEST * (took - meanNanos);
    }
}
