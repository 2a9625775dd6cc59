package org.esmap.ai.models.policyimpact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.onnx.OnnxSession;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.onnx.Tensor;
import org.esmap.ai.core.sharing.Handles;
import org.esmap.ai.core.tokenization.Tokenizer;
import org.esmap.ai.core.tokenization.Tokenizers;
import org.esmap.ai.core.tokenization.Tokens;
import org.esmap.ai.core.tokenization.Window;

/**
 * The fine-tuned classifier. Takes {@code input_ids} and {@code attention_mask} of shape [1, tokens]; gives
 * {@code sector} [1, 7], {@code instrument} [1, 8] (logits) and {@code reduction} [1, 3] (10, 50 and 90 %
 * quantiles of the natural logarithm of kt CO2e a year; training puts into the head what makes the interval cover 80 %, by
 * split conformal prediction over countries). Over a long text a label counts as much as in the window that shows it most.
 * Thread-safe.
 */
final class Classifier {
    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask");
    private static final Set<String> OUTPUTS = Set.of("sector", "instrument", "reduction");

    private final Settings settings;
    private final Tokenizer tokenizer;
    private final OnnxSession session;

    /**
     * A label with its probability.
     *
     * @param detected whether the probability reaches the label's threshold
     */
    record Scored(String label, double score, boolean detected) {}

    /**
     * What the classifier reads in a text.
     *
     * @param reductionKt 10, 50 and 90 % quantiles of the expected reduction, in kt CO2e a year, rising
     */
    record Reading(List<Scored> sectors, List<Scored> instruments, double[] reductionKt) {}

    /** Opens the classifier's files, which {@code handles} closes. */
    Classifier(Bundle bundle, Handles handles, OnnxSessions sessions, Tokenizers tokenizers) {
        this.settings = bundle.settings(Settings.class);
        this.tokenizer = handles.add(tokenizers.open(bundle.file("tokenizer.json"), bundle.sha256("tokenizer.json")));
        this.session = handles.add(sessions.open(bundle.file("model.onnx"), bundle.sha256("model.onnx")))
                .require(INPUTS, OUTPUTS);
    }

    Reading read(String text, Deadline deadline) {
        Tokens tokens = tokenizer.tokenize(text);
        double[] sector = new double[settings.sector().labels().size()];
        double[] instrument = new double[settings.instrument().labels().size()];
        double[] reduction = new double[3];
        List<Window> windows = Window.cover(tokens.size(), settings.maxTokens(), settings.overlap());
        for (Window window : windows) {
            deadline.check();
            Map<String, Tensor.Floats> result = run(tokenizer.single(tokens, window));
            raise(sector, result.get("sector").data(), settings.sector().temperature());
            raise(
                    instrument,
                    result.get("instrument").data(),
                    settings.instrument().temperature());
            for (int i = 0; i < 3; i++) {
                reduction[i] += result.get("reduction").data()[i] / windows.size();
            }
        }
        return new Reading(
                ranked(settings.sector(), sector), ranked(settings.instrument(), instrument), kilotonnes(reduction));
    }

    private Map<String, Tensor.Floats> run(long[] ids) {
        return session.run(Map.of("input_ids", Tensor.row(ids), "attention_mask", Tensor.ones(ids.length)), OUTPUTS);
    }

    private static void raise(double[] highest, float[] logits, double temperature) {
        for (int i = 0; i < highest.length; i++) {
            highest[i] = Math.max(highest[i], 1 / (1 + Math.exp(-logits[i] / temperature)));
        }
    }

    private static List<Scored> ranked(Settings.Head head, double[] probabilities) {
        List<Scored> ranked = new ArrayList<>(probabilities.length);
        for (int i = 0; i < probabilities.length; i++) {
            double score = Math.rint(probabilities[i] * 1e6) / 1e6;
            ranked.add(new Scored(
                    head.labels().get(i), score, score >= head.thresholds().get(i)));
        }
        ranked.sort(Comparator.comparingDouble(Scored::score).reversed());
        return ranked;
    }

    private static double[] kilotonnes(double[] logarithms) {
        double[] quantiles = new double[3];
        for (int i = 0; i < 3; i++) {
            quantiles[i] = Math.exp(logarithms[i]);
        }
        Arrays.sort(quantiles);
        return quantiles;
    }
}
