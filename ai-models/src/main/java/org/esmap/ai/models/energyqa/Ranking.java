package org.esmap.ai.models.energyqa;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.esmap.ai.core.embedding.Embedder;
import org.esmap.ai.core.model.Deadline;

/** Puts first the passages that are most likely to answer: by shared words, then by meaning too. */
final class Ranking {
    private static final int MAX_TOKENS = 160;
    /**
     * With the 24 that share most words, fifty: as many texts as a caller may send. Passages of one long text are not
     * skimmed: what is known of whole articles was measured so.
     */
    private static final int SKIMMED = 26;

    private static final int SKIMMED_TOKENS = 32;

    private final Settings settings;
    private final Embedder embedder;

    Ranking(Settings settings, Embedder embedder) {
        this.settings = settings;
        this.embedder = embedder;
    }

    /** The passages worth reading, best first, no two of the same text, at most as many as the settings say. */
    List<Passage> best(String question, List<Passage> all, Deadline deadline) {
        List<Passage> passages = distinct(all);
        if (passages.size() <= settings.read()) {
            return passages;
        }
        double[] overlap = new Overlap(passages.stream().map(Passage::text).toList()).scores(question);
        double highest = Math.max(1e-9, Arrays.stream(overlap).max().orElse(0));
        List<Integer> likely = order(overlap);
        int looked = Math.min(settings.embedded(), likely.size());
        float[] asked = embedder.embed(question);
        double[] scores = new double[overlap.length];
        Map<Integer, Integer> tokens = new HashMap<>();
        likely.subList(0, looked).forEach(i -> tokens.put(i, MAX_TOKENS));
        if (passages.stream().mapToInt(Passage::context).distinct().count() > 1) {
            spread(likely.subList(looked, likely.size())).forEach(i -> tokens.put(i, SKIMMED_TOKENS));
        }
        tokens.forEach((i, most) -> {
            deadline.check();
            double meaning = Embedder.dot(asked, embedder.embed(passages.get(i).text(), most));
            scores[i] = settings.meaning() * Math.max(0, meaning) + (1 - settings.meaning()) * overlap[i] / highest;
        });
        return order(scores).subList(0, settings.read()).stream()
                .map(i -> passages.get(i).ofRelevance(scores[i]))
                .toList();
    }

    private static List<Passage> distinct(List<Passage> passages) {
        Set<String> texts = new HashSet<>();
        return passages.stream().filter(p -> texts.add(p.text().strip())).toList();
    }

    /** At most {@value #SKIMMED} of {@code all}, at equal distances, so that none is left out for standing last. */
    private static List<Integer> spread(List<Integer> all) {
        int most = Math.min(SKIMMED, all.size());
        return IntStream.range(0, most)
                .mapToObj(i -> all.get((int) ((i + 0.5) * all.size() / most)))
                .toList();
    }

    private static List<Integer> order(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .toList();
    }
}
