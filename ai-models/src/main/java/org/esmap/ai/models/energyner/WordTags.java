package org.esmap.ai.models.energyner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.esmap.ai.core.tokenization.Tokens;

/**
 * The best sequence of tags for the words of a text (Viterbi 1967). A word's evidence for a tag is the log probability of
 * its first piece plus the mean, over its other pieces, of the log probability of the tag's group. {@code I-x} stands
 * only behind {@code B-x} or {@code I-x}; {@code B-} behind an entity costs a penalty. Must stay as in the training recipe.
 */
final class WordTags {
    private static final double FORBIDDEN = -1e4;
    private static final double LEAST_OF_TAG = 1e-12;
    private static final double LEAST_OF_GROUP = 1e-6;

    private final List<String> tags;
    private final String[] groups;
    private final double[][] steps;

    WordTags(List<String> tags, double adjacentPenalty) {
        this.tags = tags;
        this.groups = tags.stream().map(WordTags::group).toArray(String[]::new);
        this.steps = new double[groups.length][groups.length];
        for (int from = 0; from < groups.length; from++) {
            for (int to = 0; to < groups.length; to++) {
                if (tags.get(to).startsWith("I-") && !groups[from].equals(groups[to])) {
                    steps[from][to] = FORBIDDEN;
                } else if (tags.get(to).startsWith("B-") && !groups[from].isEmpty()) {
                    steps[from][to] = -adjacentPenalty;
                }
            }
        }
    }

    /** A word with its tag and the probability of the tag's group at its first piece. */
    record Word(int firstPiece, int lastPiece, String tag, double score) {
        boolean begins() {
            return tag.startsWith("B-");
        }

        /** The group of the tag; empty outside entities. */
        String group() {
            return WordTags.group(tag);
        }
    }

    private static String group(String tag) {
        return tag.equals("O") ? "" : tag.substring(2);
    }

    /**
     * @param probabilities of each piece and tag, row by row
     */
    List<Word> best(Tokens tokens, float[][] probabilities) {
        List<int[]> words = words(tokens);
        int[][] back = new int[words.size()][];
        double[] best = new double[groups.length];
        for (int w = 0; w < words.size(); w++) {
            double[] evidence = evidence(words.get(w), probabilities);
            double[] next = new double[groups.length];
            back[w] = new int[groups.length];
            for (int to = 0; to < groups.length; to++) {
                double highest = w == 0 ? steps[0][to] : Double.NEGATIVE_INFINITY;
                for (int from = 0; w > 0 && from < groups.length; from++) {
                    if (best[from] + steps[from][to] > highest) {
                        highest = best[from] + steps[from][to];
                        back[w][to] = from;
                    }
                }
                next[to] = highest + evidence[to];
            }
            best = next;
        }
        return trace(words, back, best, probabilities);
    }

    private List<Word> trace(List<int[]> words, int[][] back, double[] best, float[][] probabilities) {
        Word[] traced = new Word[words.size()];
        int tag = 0;
        for (int i = 1; i < best.length; i++) {
            tag = best[i] > best[tag] ? i : tag;
        }
        for (int w = words.size() - 1; w >= 0; w--) {
            int first = words.get(w)[0];
            traced[w] = new Word(first, words.get(w)[1], tags.get(tag), ofGroup(probabilities[first], tag));
            tag = back[w][tag];
        }
        return Arrays.asList(traced);
    }

    private double[] evidence(int[] word, float[][] probabilities) {
        double[] evidence = new double[groups.length];
        for (int tag = 0; tag < evidence.length; tag++) {
            evidence[tag] = Math.log(probabilities[word[0]][tag] + LEAST_OF_TAG);
            double others = 0;
            for (int piece = word[0] + 1; piece <= word[1]; piece++) {
                others += Math.log(ofGroup(probabilities[piece], tag) + LEAST_OF_GROUP);
            }
            evidence[tag] += others / Math.max(1, word[1] - word[0]);
        }
        return evidence;
    }

    private double ofGroup(float[] probabilities, int tag) {
        double sum = 0;
        for (int i = 0; i < groups.length; i++) {
            sum += groups[i].equals(groups[tag]) ? probabilities[i] : 0;
        }
        return sum;
    }

    /** First and last piece of every word. */
    private static List<int[]> words(Tokens tokens) {
        List<int[]> words = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (i == 0 || tokens.words()[i] != tokens.words()[i - 1]) {
                words.add(new int[] {i, i});
            } else {
                words.get(words.size() - 1)[1] = i;
            }
        }
        return words;
    }
}
