package org.esmap.ai.models.energyner;

import java.util.List;
import java.util.Map;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;

/**
 * {@code settings} of the manifest.
 *
 * @param tags          the tags in the order of the tensor: {@code O}, {@code B-x} and {@code I-x}
 * @param temperature   divides the logits before they become probabilities; above 0
 * @param adjacentPenalty what it costs, in log probability, to begin an entity right behind another
 * @param maxTokens     most word pieces of a window, special tokens not counted
 * @param overlap       word pieces that neighbouring windows share
 * @param grammarScores share of what the grammar finds that is right, by kind; measured on labelled sentences
 */
record Settings(
        List<String> tags,
        double temperature,
        double adjacentPenalty,
        int maxTokens,
        int overlap,
        Map<Kind, Double> grammarScores) {
    Settings {
        tags = List.copyOf(tags);
        grammarScores = Map.copyOf(grammarScores);
        if (tags.isEmpty() || !tags.get(0).equals("O") || !(temperature > 0) || grammarScores.size() < 3) {
            throw new IllegalArgumentException("settings need tags beginning with O, a temperature and grammarScores");
        }
    }
}
