package org.esmap.ai.core.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a model's versions have answered, step by step.
 *
 * @param from  when the first step begins
 * @param step  length of each
 * @param steps how many there are
 * @param slots what happened, by version and then by step; a version that was not asked in a step has none for it
 */
public record Trend(Instant from, Duration step, int steps, List<Slot> slots) {
    public Trend {
        slots = List.copyOf(slots);
    }

    /**
     * One version in one step.
     *
     * @param number  the step, from 0
     * @param figures of the version in it
     */
    public record Slot(int number, Performance figures) {}

    /** The versions that were asked at all, in the order of their slots. */
    public List<String> versions() {
        return slots.stream().map(slot -> slot.figures().version()).distinct().toList();
    }

    /** When a step begins. */
    public Instant begin(int number) {
        return from.plus(step.multipliedBy(number));
    }
}
