package org.esmap.ai.core.tokenization;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.util.Arrays;
import org.esmap.ai.core.sharing.Hold;

/**
 * A handle on a word-piece tokenizer of the BERT family that others may share. Thread-safe. Truncation and padding of the
 * exported file are off: what a model cannot take at once is cut into {@link Window windows}, never dropped in silence.
 * Closing it while texts are tokenised is safe: native memory goes when the last use of the last handle has ended.
 */
public final class Tokenizer implements AutoCloseable {
    private final Hold<NativeTokenizer> hold;
    private final long classifier;
    private final long separator;

    Tokenizer(Hold<NativeTokenizer> hold) {
        this.hold = hold;
        this.classifier = hold.use(NativeTokenizer::classifier);
        this.separator = hold.use(NativeTokenizer::separator);
    }

    /**
     * Tokenises {@code text} without special tokens.
     *
     * @throws IllegalStateException where this handle is closed
     */
    public Tokens tokenize(String text) {
        Encoding encoding = hold.use(shared -> shared.tokenizer().encode(text, false, false));
        CharSpan[] spans = encoding.getCharTokenSpans();
        long[] words = encoding.getWordIds();
        int[] starts = new int[spans.length];
        int[] ends = new int[spans.length];
        int[] wordNumbers = new int[spans.length];
        CodePoints places = new CodePoints(text);
        for (int i = 0; i < spans.length; i++) {
            starts[i] = places.utf16(spans[i].getStart());
            ends[i] = places.utf16(spans[i].getEnd());
            wordNumbers[i] = (int) words[i];
        }
        return new Tokens(encoding.getIds(), starts, ends, wordNumbers);
    }

    /** The window's ids between the classifier and the separator token. */
    public long[] single(Tokens tokens, Window window) {
        long[] ids = new long[window.size() + 2];
        ids[0] = classifier;
        System.arraycopy(tokens.ids(), window.from(), ids, 1, window.size());
        ids[ids.length - 1] = separator;
        return ids;
    }

    /** Classifier, all of {@code first}, separator, the window of {@code second}, separator. */
    public long[] pair(Tokens first, Tokens second, Window window) {
        long[] ids = Arrays.copyOf(single(first, new Window(0, first.size())), first.size() + window.size() + 3);
        System.arraycopy(second.ids(), window.from(), ids, first.size() + 2, window.size());
        ids[ids.length - 1] = separator;
        return ids;
    }

    @Override
    public void close() {
        hold.close();
    }

    /** Maps places counted in code points, as the tokenizer counts, to UTF-16 code units; places must not decrease much. */
    private static final class CodePoints {
        private final String text;
        private final boolean same;
        private int points;
        private int units;

        CodePoints(String text) {
            this.text = text;
            this.same = text.codePointCount(0, text.length()) == text.length();
        }

        int utf16(int point) {
            if (same) {
                return point;
            }
            units = text.offsetByCodePoints(units, point - points);
            points = point;
            return units;
        }
    }
}
