package org.esmap.ai.models.energyner;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esmap.ai.core.language.LanguageDetector;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.core.onnx.OnnxSession;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.onnx.Tensor;
import org.esmap.ai.core.sharing.Handles;
import org.esmap.ai.core.tokenization.Tokenizer;
import org.esmap.ai.core.tokenization.Tokenizers;
import org.esmap.ai.core.tokenization.Tokens;
import org.esmap.ai.core.tokenization.Window;

/**
 * An open version. Takes {@code input_ids}, {@code attention_mask} and {@code casing} of shape [1, tokens], gives
 * {@code logits} of shape [1, tokens, tags]. A long text is read in windows that overlap; each token counts where it
 * stands farther from the window's ends.
 */
final class EnergyNer implements Predictor {
    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "casing");
    private static final String OUTPUT = "logits";
    /** What must be left of a deadline to begin another window, in nanoseconds. */
    private static final long ONE_WINDOW = 150_000_000;

    private final Settings settings;
    private final List<String> understood;
    private final LanguageDetector languages;
    private final WordTags wordTags;
    private final Grammar grammar;
    private final Gazetteer gazetteer;
    private final Handles handles;
    private final Tokenizer tokenizer;
    private final OnnxSession session;

    EnergyNer(
            Bundle bundle, Handles handles, OnnxSessions sessions, Tokenizers tokenizers, LanguageDetector languages) {
        this.handles = handles;
        this.settings = bundle.settings(Settings.class);
        this.understood = bundle.manifest().languages();
        this.languages = languages;
        this.wordTags = new WordTags(settings.tags(), settings.adjacentPenalty());
        this.grammar = new Grammar(settings.grammarScores());
        this.gazetteer = Gazetteer.of(bundle);
        this.tokenizer = handles.add(tokenizers.open(bundle.file("tokenizer.json"), bundle.sha256("tokenizer.json")));
        this.session = handles.add(sessions.open(bundle.file("model.onnx"), bundle.sha256("model.onnx")))
                .require(INPUTS, Set.of(OUTPUT));
    }

    /** The answer: entities in order, never overlapping. */
    record Entities(List<Entity> entities) {}

    @Override
    public Prediction predict(Query query) {
        String text = query.text();
        Tokens tokens = tokenizer.tokenize(text);
        float[][] probabilities = probabilities(query, text, tokens);
        Tokens read = tokens.first(probabilities.length);
        Prediction answer = answer(query, Tagged.read(text, read, wordTags.best(read, probabilities)));
        if (read.size() < tokens.size()) {
            String detail = "Time allowed to look for names in the first "
                    + read.ends()[read.size() - 1]
                    + " characters; quantities, money and dates are those of the whole text.";
            answer = answer.withWarnings(List.of(new Warning(Warning.TRUNCATED, detail)))
                    .withReason(detail)
                    .asHurried();
        }
        return languages.flag(answer, text, understood);
    }

    /** What gazetteer and grammar find, marked degraded. */
    Prediction byGazetteer(Query query) {
        Prediction answer = answer(query, gazetteer.find(query.text()));
        return Prediction.substitute(answer.output(), "A list of well-known names answered in place of the model.");
    }

    /** Of the tokens in as many windows as time allows, the first in any case. */
    private float[][] probabilities(Query query, String text, Tokens tokens) {
        long[] casing = Casing.of(text, tokens);
        float[][] probabilities = new float[tokens.size()][];
        int done = 0;
        List<Window> windows = Window.cover(tokens.size(), settings.maxTokens(), settings.overlap());
        for (int i = 0; i < windows.size(); i++) {
            query.deadline().check();
            if (i > 0 && query.deadline().remainingNanos() < ONE_WINDOW) {
                return Arrays.copyOf(probabilities, done);
            }
            Window window = windows.get(i);
            // where two windows overlap, each decides up to the middle
            int until = i + 1 == windows.size()
                    ? window.to()
                    : (window.to() + windows.get(i + 1).from()) / 2;
            float[] logits = run(tokenizer.single(tokens, window), Casing.single(casing, window));
            for (; done < until; done++) {
                probabilities[done] = softmax(logits, done - window.from() + 1);
            }
        }
        return probabilities;
    }

    private float[] run(long[] ids, long[] casing) {
        Map<String, Tensor> feeds = Map.of(
                "input_ids", Tensor.row(ids), "attention_mask", Tensor.ones(ids.length), "casing", Tensor.row(casing));
        return session.run(feeds, Set.of(OUTPUT)).get(OUTPUT).data();
    }

    private float[] softmax(float[] logits, int row) {
        int width = settings.tags().size();
        float[] values = new float[width];
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < width; i++) {
            highest = Math.max(highest, logits[row * width + i]);
        }
        double sum = 0;
        for (int i = 0; i < width; i++) {
            values[i] = (float) Math.exp((logits[row * width + i] - highest) / settings.temperature());
            sum += values[i];
        }
        for (int i = 0; i < width; i++) {
            values[i] /= (float) sum;
        }
        return values;
    }

    private Prediction answer(Query query, List<Entity> names) {
        List<Entity> quantities =
                grammar.find(query.text(), query.parameters().path("counts").asBoolean(false));
        double least = query.parameters().path("minScore").asDouble(0);
        Set<String> groups = new HashSet<>();
        query.parameters().path("groups").forEach((JsonNode group) -> groups.add(group.textValue()));
        List<Entity> entities = Grammar.merge(names, quantities).stream()
                .filter(e -> e.score() >= least && (groups.isEmpty() || groups.contains(e.entityGroup())))
                .map(e -> new Entity(
                        e.entityGroup(),
                        e.text(),
                        e.start(),
                        e.end(),
                        Math.rint(e.score() * 1e4) / 1e4,
                        e.normalized()))
                .toList();
        Prediction answer = Prediction.of(new Entities(entities));
        return entities.isEmpty()
                ? answer
                : answer.withHeadline(
                        entities.get(0).entityGroup(),
                        entities.stream().mapToDouble(Entity::score).average().orElse(0));
    }

    @Override
    public void close() {
        handles.close();
    }
}
