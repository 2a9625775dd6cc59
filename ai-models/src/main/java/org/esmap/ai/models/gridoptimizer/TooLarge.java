package org.esmap.ai.models.gridoptimizer;

/** A question takes more memory than it may have; its search ends as it does when the time is over. */
final class TooLarge extends TimeBudget.OutOfTime {
    private static final long serialVersionUID = 1;

    TooLarge(String message) {
        super(message);
    }
}
