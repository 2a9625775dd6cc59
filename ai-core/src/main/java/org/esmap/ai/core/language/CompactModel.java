package org.esmap.ai.core.language;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import opennlp.tools.ml.maxent.io.GISModelReader;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.BinaryFileDataReader;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.model.DataReader;
import org.jspecify.annotations.Nullable;

/**
 * A language model of OpenNLP with the same answers, held in a few arrays. Immutable. The library's own
 * {@code GISModel} holds it in 800,000 objects, of the 2.8 million that a full collection of this server would trace.
 */
final class CompactModel extends AbstractModel {
    private static final String ENTRY = "langdetect.model";
    private static final int LONGEST = Long.BYTES / Character.BYTES - 1;

    /** N-grams as numbers, sorted. */
    private final long[] grams;
    /** Where in the file each of them stands. */
    private final int[] places;
    /** Where the weights of each n-gram of the file begin, and at last where they end. */
    private final int[] starts;

    private final byte[] languages;
    private final double[] weights;

    private CompactModel(String[] names, String[] grams, int[] starts, byte[] languages, double[] weights) {
        super(new Context[0], new String[0], names);
        long[] packed = Arrays.stream(grams).mapToLong(CompactModel::pack).toArray();
        this.grams = packed.clone();
        Arrays.sort(this.grams);
        this.places = new int[packed.length];
        for (int i = 0; i < packed.length; i++) {
            places[Arrays.binarySearch(this.grams, packed[i])] = i;
        }
        this.starts = starts;
        this.languages = languages;
        this.weights = weights;
    }

    /**
     * Reads a language model as OpenNLP publishes them.
     *
     * @param archive closed afterwards
     * @throws IOException where it cannot be read, holds no {@value #ENTRY}, or has more than 127 languages or longer
     *     n-grams than three characters
     */
    static CompactModel read(InputStream archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(ENTRY)) {
                    return (CompactModel) new Reader(new BinaryFileDataReader(zip)).getModel();
                }
            }
        }
        throw new IOException("The language model has no " + ENTRY);
    }

    /** Reads weights into arrays where the library makes objects of them. */
    private static final class Reader extends GISModelReader {
        Reader(DataReader data) {
            super(data);
        }

        @Override
        public AbstractModel constructModel() throws IOException {
            readInt(); // two constants of a correction that is no longer made
            readDouble();
            String[] names = getOutcomes();
            // each the number of n-grams that it holds for, then the languages that these have weights for
            int[][] patterns = getOutcomePatterns();
            String[] grams = getPredicates();
            if (names.length > Byte.MAX_VALUE || Arrays.stream(grams).anyMatch(gram -> gram.length() > LONGEST)) {
                throw new IOException("A language model of " + names.length + " languages, or n-grams of more than "
                        + LONGEST + " characters; at most " + Byte.MAX_VALUE + " and " + LONGEST + " can be held");
            }
            int count =
                    Arrays.stream(patterns).mapToInt(p -> p[0] * (p.length - 1)).sum();
            int[] starts = new int[grams.length + 1];
            byte[] languages = new byte[count];
            double[] weights = new double[count];
            int gram = 0;
            int at = 0;
            for (int[] pattern : patterns) {
                for (int n = 0; n < pattern[0]; n++) {
                    for (int i = 1; i < pattern.length; i++, at++) {
                        languages[at] = (byte) pattern[i];
                        weights[at] = readDouble();
                    }
                    starts[++gram] = at;
                }
            }
            return new CompactModel(names, grams, starts, languages, weights);
        }
    }

    @Override
    public double[] eval(String[] context) {
        return eval(context, null, new double[getNumOutcomes()]);
    }

    @Override
    public double[] eval(String[] context, double[] probabilities) {
        return eval(context, null, probabilities);
    }

    @Override
    public double[] eval(String[] context, float[] values) {
        return eval(context, values, new double[getNumOutcomes()]);
    }

    /** Softmax of the sums of weights, each calculated as the library does, down to the order. */
    private double[] eval(String[] context, float @Nullable [] values, double[] probabilities) {
        Arrays.fill(probabilities, StrictMath.log(1.0 / probabilities.length));
        for (int c = 0; c < context.length; c++) {
            int found = context[c].length() > LONGEST ? -1 : Arrays.binarySearch(grams, pack(context[c]));
            if (found >= 0) {
                double value = values == null ? 1 : values[c];
                for (int i = starts[places[found]]; i < starts[places[found] + 1]; i++) {
                    probabilities[languages[i]] += weights[i] * value;
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = StrictMath.exp(probabilities[i]);
            sum += probabilities[i];
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    /** The length, then the characters: each n-gram of at most three has a number of its own. */
    private static long pack(String gram) {
        long packed = gram.length();
        for (int i = 0; i < LONGEST; i++) {
            packed = packed << Character.SIZE | (i < gram.length() ? gram.charAt(i) : 0);
        }
        return packed;
    }
}
