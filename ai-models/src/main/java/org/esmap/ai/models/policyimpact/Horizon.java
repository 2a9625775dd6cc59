package org.esmap.ai.models.policyimpact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code input.horizonYears}: over how many years yearly sizes are summed.
 *
 * @param years    what was asked for
 * @param inEffect for how many of them the policy is in effect, by the years of its parameters; 0 where they give an end
 *                 without a start
 */
record Horizon(int years, int inEffect) {
    private static final int UNKNOWN = 0;
    private static final Pattern A_YEAR = Pattern.compile("(.+)/(?:yr|a|year)");

    static Horizon of(int years, Parameters parameters) {
        Integer start = parameters.start();
        Integer end = parameters.end();
        if (end == null) {
            return new Horizon(years, years);
        }
        return new Horizon(years, start == null ? UNKNOWN : Math.min(years, end - start + 1));
    }

    /** The impact with its sum where its size is one of a year and the years in effect are known, else as it is. */
    Impact extend(Impact impact) {
        if (inEffect == UNKNOWN) {
            return impact;
        }
        Impact.Magnitude yearly = impact.magnitude();
        Matcher unit = A_YEAR.matcher(yearly == null ? "" : yearly.unit());
        if (yearly == null || !unit.matches()) {
            return impact;
        }
        Impact.Cumulative sum = new Impact.Cumulative(
                inEffect,
                yearly.low() * inEffect,
                yearly.central() * inEffect,
                yearly.high() * inEffect,
                unit.group(1));
        List<Impact.Evidence> evidence = new ArrayList<>(impact.evidence());
        evidence.add(Impact.Evidence.arithmetic(String.format(
                Locale.ROOT,
                "%s %s x %d years%s; the yearly size is taken to hold in each, without growth, ramp-up or discounting",
                Assessment.plain(yearly.central()),
                yearly.unit(),
                inEffect,
                inEffect < years ? " (of " + years + ", in effect until the end that is given)" : "")));
        return new Impact(
                impact.dimension(),
                impact.direction(),
                yearly,
                sum,
                impact.confidence(),
                evidence,
                impact.timeToEffect());
    }
}
