package org.esmap.ai.server.load;

import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.http.statistics.HttpStats;
import java.util.concurrent.TimeUnit;

/**
 * What came of one stream of requests.
 *
 * @param perSecond answers with status 2xx, a second
 * @param good      answers with status 2xx
 * @param refused   answers with status 4xx
 * @param failed    answers with status 5xx, broken connections and requests without an answer
 * @param p50Ms     median time to the answer, all statuses
 * @param p95Ms     95th percentile of it
 * @param p99Ms     99th percentile of it
 */
record Outcome(double perSecond, int good, int refused, long failed, double p50Ms, double p95Ms, double p99Ms) {
    static Outcome of(StatisticsSnapshot snapshot, double seconds) {
        HttpStats http = HttpStats.get(snapshot);
        return new Outcome(
                http.status_2xx / seconds,
                http.status_2xx,
                http.status_4xx,
                http.status_5xx
                        + (long) snapshot.connectionErrors
                        + snapshot.requestTimeouts
                        + snapshot.internalErrors,
                percentile(snapshot, 50),
                percentile(snapshot, 95),
                percentile(snapshot, 99));
    }

    private static double percentile(StatisticsSnapshot snapshot, double percent) {
        return snapshot.histogram.getValueAtPercentile(percent) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
