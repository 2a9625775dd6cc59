package org.esmap.ai.models.climatebert;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.esmap.ai.core.language.LanguageDetector;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.onnx.OnnxSession;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.onnx.Tensor;
import org.esmap.ai.core.sharing.Handles;
import org.esmap.ai.core.tokenization.Tokenizer;
import org.esmap.ai.core.tokenization.Tokenizers;
import org.esmap.ai.core.tokenization.Tokens;
import org.esmap.ai.core.tokenization.Window;

/**
 * An open version. A long text is read in windows; a label's probability is its mean over them, weighted by length.
 * Takes {@code input_ids} and {@code attention_mask} of shape [1, tokens], gives a tensor [1, labels] for each head.
 */
final class ClimateBert implements Predictor {
    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask");

    private final Settings settings;
    private final List<String> understood;
    private final LanguageDetector languages;
    private final Lexicon lexicon;
    private final Handles handles;
    private final Tokenizer tokenizer;
    private final OnnxSession session;
    private final Set<String> outputs;

    ClimateBert(
            Bundle bundle, Handles handles, OnnxSessions sessions, Tokenizers tokenizers, LanguageDetector languages) {
        this.handles = handles;
        this.languages = languages;
        this.understood = bundle.manifest().languages();
        this.settings = bundle.settings(Settings.class);
        this.lexicon = Lexicon.of(bundle);
        this.outputs = settings.heads().stream().map(Head::output).collect(Collectors.toUnmodifiableSet());
        this.tokenizer = handles.add(tokenizers.open(bundle.file("tokenizer.json"), bundle.sha256("tokenizer.json")));
        this.session = handles.add(sessions.open(bundle.file("model.onnx"), bundle.sha256("model.onnx")))
                .require(INPUTS, outputs);
    }

    @Override
    public Prediction predict(Query query) {
        Tokens tokens = tokenizer.tokenize(query.text());
        Map<String, double[]> sums = new LinkedHashMap<>();
        settings.heads()
                .forEach(
                        head -> sums.put(head.output(), new double[head.labels().size()]));
        double weights = 0;
        for (Window window : Window.cover(tokens.size(), settings.maxTokens(), settings.overlap())) {
            query.deadline().check();
            double weight = Math.max(1, window.size());
            add(sums, run(tokenizer.single(tokens, window)), weight);
            weights += weight;
        }
        return languages.flag(prediction(sums, weights), query.text(), understood);
    }

    private Map<String, Tensor.Floats> run(long[] ids) {
        return session.run(Map.of("input_ids", Tensor.row(ids), "attention_mask", Tensor.ones(ids.length)), outputs);
    }

    private void add(Map<String, double[]> sums, Map<String, Tensor.Floats> logits, double weight) {
        for (Head head : settings.heads()) {
            double[] probabilities =
                    head.probabilities(logits.get(head.output()).data());
            double[] sum = sums.get(head.output());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * probabilities[i];
            }
        }
    }

    private Prediction prediction(Map<String, double[]> sums, double weights) {
        Map<String, List<Head.Scored>> ranked = new LinkedHashMap<>();
        for (Head head : settings.heads()) {
            double[] mean =
                    Arrays.stream(sums.get(head.output())).map(s -> s / weights).toArray();
            ranked.put(head.output(), head.ranked(mean));
        }
        return answer(ranked);
    }

    @Override
    public List<String> headlines() {
        return settings.heads().get(0).labels();
    }

    /** What the lexicon says, marked degraded. */
    Prediction fromLexicon(Query query) {
        Prediction answer = answer(lexicon.classify(query.text(), settings.heads()));
        return Prediction.substitute(answer.output(), "A word list answered in place of the model; scores are rough.");
    }

    private Prediction answer(Map<String, List<Head.Scored>> ranked) {
        List<Head.Scored> primary = ranked.get(settings.heads().get(0).output());
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("labels", primary);
        output.putAll(ranked);
        return Prediction.of(output)
                .withHeadline(primary.get(0).label(), primary.get(0).score());
    }

    @Override
    public void close() {
        handles.close();
    }
}
