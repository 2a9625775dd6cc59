package org.esmap.ai.models.policyimpact;

import java.util.List;

/**
 * {@code settings} of the manifest.
 *
 * @param sector     the sector head
 * @param instrument the instrument head
 * @param maxTokens  most word pieces of a window
 * @param overlap    word pieces that neighbouring windows share
 */
record Settings(Head sector, Head instrument, int maxTokens, int overlap) {
    /**
     * A head with several answers that may hold at once; a label's probability is
     * {@code sigmoid(logit / temperature)}.
     *
     * @param labels      in the order of the tensor
     * @param temperature above 0
     * @param thresholds  probability from which a label counts as detected, one for each label
     */
    record Head(List<String> labels, double temperature, List<Double> thresholds) {
        Head {
            labels = List.copyOf(labels);
            thresholds = List.copyOf(thresholds);
            if (labels.isEmpty() || labels.size() != thresholds.size() || !(temperature > 0)) {
                throw new IllegalArgumentException("A head needs labels, as many thresholds, and a temperature");
            }
        }
    }
}
