package org.esmap.ai.core.quality;

import org.esmap.ai.core.statistics.Share;
import org.jspecify.annotations.Nullable;

/**
 * How a version has answered in a window of time. Shares are 0 to 1, null where there is nothing to divide by.
 *
 * @param version        the version
 * @param requests       all requests but those refused because of too much work, which are not logged
 * @param errors         requests that ended in a failure of the platform's or the model's, not of the caller's
 * @param refused        requests that were wrong
 * @param errorRate      errors among the requests that were not refused
 * @param fallbackRate   substitute answers among all answers
 * @param cacheHitRate   answers from the cache among all answers
 * @param averageMs      mean latency of answers, milliseconds
 * @param p50Ms          median latency of answers
 * @param p95Ms          95th percentile
 * @param p99Ms          99th percentile
 * @param accuracy       what callers' feedback says of the window's answers, whenever it was given; null without any
 * @param drift          how far answers have moved from the version's first ones; null while too few to say
 */
public record Performance(
        String version,
        long requests,
        long errors,
        long refused,
        @Nullable Double errorRate,
        @Nullable Double fallbackRate,
        @Nullable Double cacheHitRate,
        @Nullable Double averageMs,
        @Nullable Double p50Ms,
        @Nullable Double p95Ms,
        @Nullable Double p99Ms,
        @Nullable Accuracy accuracy,
        @Nullable Drift drift) {

    /** Requests that were answered, whoever gave the answer. */
    public long answers() {
        return requests - errors - refused;
    }

    /** Answers that were substitutes. */
    public long substitutes() {
        return fallbackRate == null ? 0 : Math.round(fallbackRate * answers());
    }

    /**
     * Live accuracy with its 95 % interval, a {@link Share}.
     *
     * @param value    share of right answers among those that callers judged
     * @param low      lower end of the interval
     * @param high     upper end
     * @param feedback answers judged
     */
    public record Accuracy(double value, double low, double high, long feedback) {
        static Accuracy of(long right, long all) {
            Share share = Share.of(right, all);
            return new Accuracy(share.value(), share.low(), share.high(), all);
        }
    }

    /**
     * Jensen-Shannon distances (base 2, 0 the same to 1 nothing in common) from the version's first answers.
     *
     * @param labels    of the predicted labels
     * @param scores    of the scores in tenths
     * @param inputs    of the input lengths in powers of two
     * @param reference first answers that are the reference
     * @param answers   answers in the window
     */
    public record Drift(
            @Nullable Double labels,
            @Nullable Double scores,
            @Nullable Double inputs,
            int reference,
            long answers) {}
}
