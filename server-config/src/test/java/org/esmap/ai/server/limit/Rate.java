package org.esmap.ai.server.limit;

import ai.onnxruntime.OrtException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast the raw limit is.
 *
 * @param perSecond texts a second, all threads together
 * @param p50Ms     median time of a text
 * @param p95Ms     95th percentile of it
 */
public record Rate(double perSecond, double p50Ms, double p95Ms) {
    /** Runs {@code texts} round and round on {@code threads} threads for {@code time}, after as long a warm-up. */
    public static Rate measure(RawLimit limit, List<String> texts, int threads, Duration time)
            throws InterruptedException, ExecutionException {
        turn(limit, texts, threads, time);
        long[] nanos = turn(limit, texts, threads, time);
        return new Rate(nanos.length / (time.toNanos() / 1e9), at(nanos, 0.50), at(nanos, 0.95));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))] / 1e6;
    }

    private static long[] turn(RawLimit limit, List<String> texts, int threads, Duration time)
            throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<long[]>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                work.add(() -> loop(limit, texts, first, time));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> done : workers.invokeAll(work)) {
                all.add(done.get());
            }
            return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        } finally {
            workers.shutdownNow();
        }
    }

    private static long[] loop(RawLimit limit, List<String> texts, int first, Duration time) throws OrtException {
        List<Long> nanos = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = first; System.nanoTime() - begin < time.toNanos(); i++) {
            long start = System.nanoTime();
            limit.run(texts.get(i % texts.size()));
            nanos.add(System.nanoTime() - start);
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }
}
