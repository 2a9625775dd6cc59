package org.esmap.ai.models.energysummarizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.core.embedding.Embedder;
import org.esmap.ai.models.energysummarizer.Selection.Scored;

/**
 * How much of a text a sentence says: likeness to the mean of all sentences (Radev et al. 2004, Centroid-based
 * summarization), place, length, and likeness to a query; a weighted mean, about 0 to 1.
 */
final class Salience {
    private final Settings settings;

    Salience(Settings settings) {
        this.settings = settings;
    }

    List<Scored> score(List<Candidate> candidates, List<float[]> vectors, Optional<float[]> query) {
        float[] centroid = centroid(vectors);
        double weights = settings.centroid()
                + settings.position()
                + settings.length()
                + query.map(q -> settings.query()).orElse(0.0);
        List<Scored> scored = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            float[] vector = vectors.get(i);
            double sum = settings.centroid() * Embedder.dot(vector, centroid)
                    + settings.position() * Math.max(0, 1 - (double) candidate.order() / settings.leading())
                    + settings.length() * Math.min(1, (double) candidate.words().size() / settings.fullLength());
            sum += query.map(q -> settings.query() * Embedder.dot(vector, q)).orElse(0.0);
            sum -= !candidate.standsAlone() ? settings.question() * weights : 0;
            scored.add(new Scored(candidate, sum / weights));
        }
        return scored;
    }

    private static float[] centroid(List<float[]> vectors) {
        float[] sum = new float[Embedder.SIZE];
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        return Embedder.scale(sum);
    }
}
