package org.esmap.ai.core.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.esmap.ai.core.model.StrictJson;
import org.jspecify.annotations.Nullable;

/** Counts by bin of what answers look like: labels, scores in tenths, input lengths in powers of two. Not thread-safe. */
final class Histogram {
    private static final int MOST_BINS = 500;

    private final Map<String, Map<String, Long>> counts;

    Histogram() {
        this(new TreeMap<>());
    }

    private Histogram(Map<String, Map<String, Long>> counts) {
        this.counts = counts;
    }

    void add(@Nullable String label, @Nullable Integer scoreTenth, @Nullable Integer inputPower, long times) {
        if (label != null) {
            bump("labels", label, times);
        }
        if (scoreTenth != null) {
            bump("scores", scoreTenth.toString(), times);
        }
        if (inputPower != null) {
            bump("inputs", inputPower.toString(), times);
        }
    }

    private void bump(String kind, String bin, long times) {
        Map<String, Long> bins = counts.computeIfAbsent(kind, k -> new TreeMap<>());
        bins.merge(bins.size() < MOST_BINS || bins.containsKey(bin) ? bin : "…", times, Long::sum);
    }

    /**
     * The Jensen-Shannon distance of two histograms: the square root of the divergence in bits (Lin, IEEE Transactions on
     * Information Theory 37, 1991, 145-151). Null where either is empty.
     */
    static @Nullable Double distance(Histogram one, Histogram two, String kind) {
        Map<String, Long> p = one.counts.getOrDefault(kind, Map.of());
        Map<String, Long> q = two.counts.getOrDefault(kind, Map.of());
        double pTotal = total(p);
        double qTotal = total(q);
        if (pTotal == 0 || qTotal == 0) {
            return null;
        }
        Set<String> bins = new HashSet<>(p.keySet());
        bins.addAll(q.keySet());
        double divergence = 0;
        for (String bin : bins) {
            double a = p.getOrDefault(bin, 0L) / pTotal;
            double b = q.getOrDefault(bin, 0L) / qTotal;
            divergence += half(a, (a + b) / 2) + half(b, (a + b) / 2);
        }
        return Math.sqrt(Math.max(0, Math.min(1, divergence)));
    }

    private static double half(double share, double mean) {
        return share == 0 ? 0 : 0.5 * share * Math.log(share / mean) / Math.log(2);
    }

    private static double total(Map<String, Long> bins) {
        return bins.values().stream().mapToLong(Long::longValue).sum();
    }

    String json() {
        try {
            return StrictJson.MAPPER.writeValueAsString(counts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Counts can be written as JSON", e);
        }
    }

    static Histogram parse(String json) {
        try {
            return new Histogram(StrictJson.MAPPER.readValue(json, new TypeReference<>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Counts that were written can be read", e);
        }
    }
}
