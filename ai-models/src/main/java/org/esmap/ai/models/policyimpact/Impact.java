package org.esmap.ai.models.policyimpact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.esmap.ai.core.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * An effect on one dimension.
 *
 * @param dimension    what is affected
 * @param direction    which way
 * @param magnitude    how much; null where nothing in the text, no study and no arithmetic says
 * @param cumulative   {@code magnitude} summed over the horizon that was asked for; null where none was, where the size is
 *                     not one of a year, or where the parameters give an end and no start
 * @param confidence   how far to trust the direction
 * @param evidence     what it rests on, never empty
 * @param timeToEffect when it shows
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Impact(
        String dimension,
        Direction direction,
        @Nullable Magnitude magnitude,
        @Nullable Cumulative cumulative,
        Confidence confidence,
        List<Evidence> evidence,
        String timeToEffect) {
    /** What is assessed, in this order. */
    static final List<String> DIMENSIONS = List.of(
            "emissions",
            "electricity price",
            "demand",
            "renewable capacity",
            "reliability",
            "investment",
            "jobs",
            "equity",
            "fiscal");

    /**
     * A size with its range; {@code low <= central <= high}.
     *
     * @param unit of all three
     */
    record Magnitude(double low, double central, double high, String unit) {}

    /**
     * A sum over years; {@code low <= central <= high}.
     *
     * @param years how many were summed
     * @param unit  of the three
     */
    record Cumulative(int years, double low, double central, double high, String unit) {}

    /**
     * @param level  {@code low}, {@code medium} or {@code high}
     * @param reason in one sentence
     */
    record Confidence(String level, String reason) {}

    /**
     * What an impact rests on.
     *
     * @param kind   {@code quote}, {@code study} or {@code arithmetic}
     * @param text   the quote, the citation or the calculation
     * @param start  first UTF-16 code unit of a quote, else null
     * @param end    one past its last, else null
     * @param url    where a study can be read, else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Evidence(
            String kind,
            String text,
            @Nullable Integer start,
            @Nullable Integer end,
            @Nullable String url) {
        static Evidence quote(Clause clause) {
            return new Evidence("quote", clause.text(), clause.start(), clause.end(), null);
        }

        /** The clause that states a figure. */
        static Evidence quote(Extracted stated) {
            int start = stated.clauseStart();
            return new Evidence(
                    "quote", stated.quote(), start, start + stated.quote().length(), null);
        }

        /** The same where a quote stands in the original of {@code plain}. */
        Evidence in(PlainText plain) {
            return start == null || end == null
                    ? this
                    : new Evidence(kind, plain.original(start, end), plain.start(start), plain.end(end), url);
        }

        static Evidence study(Mechanism.Study study) {
            return new Evidence("study", study.citation(), null, null, study.url());
        }

        /** What the parameters say of a mechanism. */
        static Evidence given(Mechanism mechanism, Parameters parameters) {
            Double level = parameters.level();
            String unit = parameters.unit() == null ? "" : " " + parameters.unit();
            return arithmetic(
                    "Given: " + mechanism.label() + (level == null ? "" : " at " + Assessment.plain(level) + unit));
        }

        static Evidence arithmetic(String steps) {
            return new Evidence("arithmetic", steps, null, null, null);
        }
    }

    /** The same with its quotes as they stand in the original of {@code text}. */
    Impact in(PlainText text) {
        return new Impact(
                dimension,
                direction,
                magnitude,
                cumulative,
                confidence,
                evidence.stream().map(each -> each.in(text)).toList(),
                timeToEffect);
    }

    Impact {
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("An impact without evidence is forbidden");
        }
    }
}
