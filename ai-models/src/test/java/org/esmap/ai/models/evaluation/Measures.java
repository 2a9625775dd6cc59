package org.esmap.ai.models.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Right, found and gold counts of labels, and the F1 that follows from them. */
final class Measures {
    private final Map<String, int[]> byLabel = new HashMap<>();

    /** Counts one decision about {@code label}: whether it was found, and whether it holds. */
    void add(String label, boolean found, boolean gold) {
        int[] counts = byLabel.computeIfAbsent(label, l -> new int[3]);
        counts[0] += found && gold ? 1 : 0;
        counts[1] += found ? 1 : 0;
        counts[2] += gold ? 1 : 0;
    }

    /** Counts the one label that was chosen where one holds. */
    void choose(String found, String gold) {
        add(gold, found.equals(gold), true);
        if (!found.equals(gold)) {
            add(found, true, false);
        }
    }

    /** F1 of a label, 0 where it was neither found nor holds. */
    double f1(String label) {
        return f1(byLabel.getOrDefault(label, new int[3]));
    }

    /** Mean of the labels' F1 over those that hold at least once. */
    double macroF1() {
        return byLabel.values().stream()
                .filter(counts -> counts[2] > 0)
                .mapToDouble(Measures::f1)
                .average()
                .orElse(0);
    }

    /** F1 over all decisions together. */
    double microF1() {
        int[] sum = new int[3];
        byLabel.values().forEach(counts -> {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += counts[i];
            }
        });
        return f1(sum);
    }

    private static double f1(int[] counts) {
        return 2.0 * counts[0] / Math.max(1, counts[1] + counts[2]);
    }

    /** The quantile of {@code values} by linear interpolation between neighbours. */
    static double quantile(List<Double> values, double level) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        double place = level * (sorted.size() - 1);
        int low = (int) Math.floor(place);
        int high = Math.min(low + 1, sorted.size() - 1);
        return sorted.get(low) + (place - low) * (sorted.get(high) - sorted.get(low));
    }
}
