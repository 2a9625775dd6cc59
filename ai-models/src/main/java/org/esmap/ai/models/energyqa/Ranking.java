package org.esmap.ai.models.energyqa;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.esmap.ai.core.embedding.Embedder;
import org.esmap.ai.core.model.Deadline;

/** Puts first the passages that are most likely to answer: by shared words, then by meaning too. */
final class Ranking {
    private static final int MAX_TOKENS = 160;

    private final Settings settings;
    private final Embedder embedder;

    Ranking(Settings settings, Embedder embedder) {
        this.settings = settings;
        this.embedder = embedder;
    }

    /** The passages worth reading, best first, at most as many as the settings say. */
    List<Passage> best(String question, List<Passage> passages, Deadline deadline) {
        if (passages.size() <= settings.read()) {
            return passages;
        }
        double[] overlap = new Overlap(passages.stream().map(Passage::text).toList()).scores(question);
        double highest = Math.max(1e-9, Arrays.stream(overlap).max().orElse(0));
        List<Integer> likely = order(overlap).subList(0, Math.min(settings.embedded(), overlap.length));
        float[] asked = embedder.embed(question);
        double[] scores = new double[overlap.length];
        for (int i : likely) {
            deadline.check();
            double meaning = Embedder.dot(asked, embedder.embed(passages.get(i).text(), MAX_TOKENS));
            scores[i] = settings.meaning() * Math.max(0, meaning) + (1 - settings.meaning()) * overlap[i] / highest;
        }
        return order(scores).subList(0, settings.read()).stream()
                .map(i -> passages.get(i).ofRelevance(scores[i]))
                .toList();
    }

    private static List<Integer> order(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .toList();
    }
}
