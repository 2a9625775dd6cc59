package org.esmap.ai.models.climatebert;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A head of the classifier: its labels in the order of the tensor, and the calibration that turns logits into
 * probabilities, {@code softmax(logit / temperature + bias)} (Guo et al. 2017, On Calibration of Modern Neural Networks).
 *
 * @param output      name of the tensor
 * @param labels      the labels
 * @param temperature above 0
 * @param bias        one for each label
 */
record Head(String output, List<String> labels, double temperature, List<Double> bias) {
    Head {
        requireNonNull(output, "settings.heads.output is missing");
        labels = List.copyOf(labels);
        bias = List.copyOf(bias);
        if (labels.isEmpty() || bias.size() != labels.size() || !(temperature > 0)) {
            throw new IllegalArgumentException("Head " + output + " needs labels, as many biases, and a temperature");
        }
    }

    /** A label with its probability. */
    record Scored(String label, double score) {}

    /** Probabilities of one row of logits, in the order of the labels. */
    double[] probabilities(float[] logits) {
        double[] shifted = new double[logits.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = logits[i] / temperature + bias.get(i);
            highest = Math.max(highest, shifted[i]);
        }
        double sum = 0;
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = Math.exp(shifted[i] - highest);
            sum += shifted[i];
        }
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] /= sum;
        }
        return shifted;
    }

    /** The labels by falling probability, rounded to six digits. */
    List<Scored> ranked(double[] probabilities) {
        List<Scored> ranked = new ArrayList<>(labels.size());
        for (int i = 0; i < probabilities.length; i++) {
            ranked.add(new Scored(labels.get(i), Math.rint(probabilities[i] * 1e6) / 1e6));
        }
        ranked.sort(Comparator.comparingDouble(Scored::score).reversed());
        return ranked;
    }
}
