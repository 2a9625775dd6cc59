package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.esmap.ai.core.versions.Strategy;

/** How a version is promoted, as a form says it: at once by an operator, or later by a schedule. */
@Named("promoting")
@RequestScoped
public class PromotionFields {
    private String strategy = Strategy.CANARY.name();
    private int percent = 10;
    private int bakeSeconds = 600;

    /** The strategy chosen; the form offers no other names. */
    Strategy chosen() {
        return Strategy.valueOf(strategy);
    }

    public String getStrategy() {
        return strategy;
    }

    public void setStrategy(String strategy) {
        this.strategy = strategy;
    }

    /** A canary's share of the requests. */
    public int getPercent() {
        return percent;
    }

    public void setPercent(int percent) {
        this.percent = percent;
    }

    /** Length of a trial. */
    public int getBakeSeconds() {
        return bakeSeconds;
    }

    public void setBakeSeconds(int bakeSeconds) {
        this.bakeSeconds = bakeSeconds;
    }
}
