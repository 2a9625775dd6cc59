package org.esmap.ai.models.energyqa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.onnx.OnnxSession;
import org.esmap.ai.core.onnx.Tensor;
import org.esmap.ai.core.tokenization.Tokenizer;
import org.esmap.ai.core.tokenization.Tokens;
import org.esmap.ai.core.tokenization.Window;

/**
 * Reads one window of a passage. The model takes {@code input_ids}, {@code attention_mask} and {@code token_type_ids} of
 * shape [1, tokens] and gives {@code start_logits} and {@code end_logits} of the same shape; "no answer" is the span at
 * the first token. Thread-safe.
 */
final class Reader {
    static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");
    static final Set<String> OUTPUTS = Set.of("start_logits", "end_logits");
    private static final int SPANS = 3;

    /** What stands before the digits of an amount: {@code -£}, {@code A$}, {@code −}; no dash of a range, a list or a remark. */
    private static final Pattern SIGN = Pattern.compile(
            "(?<![\\p{L}\\p{N}%])(?<![\\p{N}%]\\s)(?=[^\\d.])(?:(?<!\\n)-|−)?(?:\\p{Lu}{0,3}\\p{Sc})?[-−]?(?=\\.?\\d)");

    private static final int LONGEST_SIGN = 6;

    private final Settings settings;
    private final Tokenizer tokenizer;
    private final OnnxSession session;

    Reader(Settings settings, Tokenizer tokenizer, OnnxSession session) {
        this.settings = settings;
        this.tokenizer = tokenizer;
        this.session = session;
    }

    Tokens tokens(String text) {
        return tokenizer.tokenize(text);
    }

    /** As few windows as will do, of equal size: two of 260 tokens are read sooner than two of 384. */
    List<Window> windows(Tokens question, Tokens passage) {
        int room = settings.window() - question.size() - 3;
        int overlap = Math.min(settings.overlap(), room / 2);
        int count = Math.max(1, ceiling(passage.size() - overlap, room - overlap));
        int size = Math.min(room, Math.max(overlap + 1, ceiling(passage.size() + (count - 1) * overlap, count)));
        return Window.cover(passage.size(), size, overlap);
    }

    private static int ceiling(int dividend, int divisor) {
        return Math.floorDiv(dividend + divisor - 1, divisor);
    }

    /** The best spans of the window, best first; empty where the window holds no token. */
    List<Span> read(Tokens question, Passage passage, Tokens tokens, Window window) {
        if (window.size() == 0) {
            return List.of();
        }
        long[] ids = tokenizer.pair(question, tokens, window);
        int first = question.size() + 2;
        long[] types = new long[ids.length];
        Arrays.fill(types, first, types.length, 1);
        Map<String, Tensor> feeds = Map.of(
                "input_ids",
                Tensor.row(ids),
                "attention_mask",
                Tensor.ones(ids.length),
                "token_type_ids",
                Tensor.row(types));
        Map<String, Tensor.Floats> logits = session.run(feeds, OUTPUTS);
        float[] starts = logits.get("start_logits").data();
        float[] ends = logits.get("end_logits").data();
        return spans(starts, ends, first, passage, tokens, window);
    }

    private List<Span> spans(float[] starts, float[] ends, int first, Passage passage, Tokens tokens, Window window) {
        double none = starts[0] + ends[0];
        double norm = logSum(starts, first, window.size()) + logSum(ends, first, window.size());
        List<Span> best = new ArrayList<>();
        while (best.size() < SPANS) {
            Span span = null;
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < window.size(); i++) {
                for (int j = i; j < Math.min(window.size(), i + settings.answer()); j++) {
                    double total = starts[first + i] + ends[first + j];
                    if (total > highest) {
                        Span candidate =
                                span(passage, tokens, window.from() + i, window.from() + j, total - none, total - norm);
                        if (!candidate.crossesCells() && best.stream().noneMatch(candidate::overlaps)) {
                            span = candidate;
                            highest = total;
                        }
                    }
                }
            }
            if (span == null) {
                break;
            }
            best.add(span);
        }
        return best;
    }

    /** From the beginning of the first token's word, a sign and a currency before it included, to the end of the last one's. */
    private static Span span(Passage passage, Tokens tokens, int from, int to, double margin, double logProbability) {
        int first = from;
        while (first > 0 && tokens.words()[first - 1] == tokens.words()[from]) {
            first--;
        }
        int last = to;
        while (last + 1 < tokens.size() && tokens.words()[last + 1] == tokens.words()[to]) {
            last++;
        }
        int start = passage.start() + withSign(passage.text(), tokens.starts()[first]);
        int end = Brackets.end(passage.text(), start - passage.start(), tokens.endIn(passage.text(), last));
        return new Span(passage, start, passage.start() + end, margin, logProbability);
    }

    private static int withSign(String text, int start) {
        Matcher sign = SIGN.matcher(text)
                .region(Math.max(0, start - LONGEST_SIGN), Math.min(text.length(), start + LONGEST_SIGN))
                .useTransparentBounds(true);
        while (sign.find() && sign.start() < start) {
            if (sign.end() >= start) {
                return sign.start();
            }
        }
        return start;
    }

    private static double logSum(float[] logits, int first, int size) {
        double highest = logits[0];
        for (int i = first; i < first + size; i++) {
            highest = Math.max(highest, logits[i]);
        }
        double sum = Math.exp(logits[0] - highest);
        for (int i = first; i < first + size; i++) {
            sum += Math.exp(logits[i] - highest);
        }
        return highest + Math.log(sum);
    }
}
