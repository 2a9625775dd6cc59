package org.esmap.ai.models.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Pairs of a score and whether it was right, and how well the one foretells the other. */
final class Scores {
    private static final int BINS = 10;

    private final List<double[]> pairs = new ArrayList<>();

    void add(double score, boolean right) {
        pairs.add(new double[] {score, right ? 1 : 0});
    }

    int size() {
        return pairs.size();
    }

    /** Expected calibration error over ten equally wide bins (Guo et al. 2017). */
    double calibrationError() {
        double[][] bins = new double[BINS][3];
        for (double[] pair : pairs) {
            double[] bin = bins[Math.min(BINS - 1, (int) (pair[0] * BINS))];
            bin[0]++;
            bin[1] += pair[0];
            bin[2] += pair[1];
        }
        double error = 0;
        for (double[] bin : bins) {
            error += bin[0] == 0 ? 0 : Math.abs(bin[1] - bin[2]) / pairs.size();
        }
        return error;
    }
}
