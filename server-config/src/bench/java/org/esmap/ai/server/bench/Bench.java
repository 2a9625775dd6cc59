package org.esmap.ai.server.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks and prints each beside the raw limit of the same run. */
public final class Bench {
    private static final String LIMIT = "rawLimit";

    private Bench() {}

    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(InferenceBenchmark.class.getName())
                        .build())
                .run();
        print(results, System.out);
    }

    private static void print(Collection<RunResult> results, PrintStream screen) {
        double limitP50 = results.stream()
                .filter(result -> name(result).equals(LIMIT))
                .mapToDouble(result -> percentile(result, 50))
                .findFirst()
                .orElseThrow();
        screen.println();
        for (RunResult result : results) {
            screen.printf(
                    Locale.ROOT,
                    "%-10s p50 %8.0f us  p95 %8.0f us  %5.2f times the raw limit%n",
                    name(result),
                    percentile(result, 50),
                    percentile(result, 95),
                    percentile(result, 50) / limitP50);
        }
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    private static double percentile(RunResult result, double percent) {
        return result.getPrimaryResult().getStatistics().getPercentile(percent);
    }
}
