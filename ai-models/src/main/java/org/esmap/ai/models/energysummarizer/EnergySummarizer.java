package org.esmap.ai.models.energysummarizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.esmap.ai.core.embedding.Embedder;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.language.LanguageDetector;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.sharing.Handles;
import org.esmap.ai.core.text.SentenceSplitter;
import org.esmap.ai.core.tokenization.Tokenizers;
import org.esmap.ai.models.energysummarizer.Selection.Scored;

/** An open version. Thread-safe. */
final class EnergySummarizer implements Predictor {
    private static final int DEFAULT_SENTENCES = 3;

    private final Settings settings;
    private final List<String> understood;
    private final LanguageDetector languages;
    private final Handles handles;
    private final Embedder embedder;

    EnergySummarizer(
            Bundle bundle, Handles handles, OnnxSessions sessions, Tokenizers tokenizers, LanguageDetector languages) {
        this.handles = handles;
        this.settings = bundle.settings(Settings.class);
        this.understood = bundle.manifest().languages();
        this.languages = languages;
        this.embedder = handles.add(Embedder.open(bundle, sessions, tokenizers));
    }

    /** A sentence of the summary: {@code text} is the source's own from {@code start} to {@code end}. */
    record Extract(String text, int start, int end, double score) {}

    /**
     * The answer.
     *
     * @param summary     the sentences, one space between them
     * @param sentences   in source order
     * @param compression characters of the summary by characters of the source
     */
    record Summary(String summary, List<Extract> sentences, double compression) {}

    @Override
    public Prediction predict(Query query) {
        String text = query.text();
        List<Candidate> candidates = candidates(text);
        int wanted = wanted(query, candidates.size());
        Optional<String> focus =
                Optional.ofNullable(query.parameters().get("query")).map(q -> q.textValue());
        List<String> focusWords = focus.map(Candidate::words).orElse(List.of());
        List<Candidate> kept =
                Frequencies.thin(candidates, focusWords, settings.leading(), Math.max(settings.maxEmbedded(), wanted));
        List<float[]> vectors = new ArrayList<>(kept.size());
        for (Candidate candidate : kept) {
            query.deadline().check();
            vectors.add(embedder.embed(candidate.text(), settings.maxTokens()));
        }
        Optional<float[]> focusVector = focus.map(embedder::embed);
        List<Scored> scored = new Salience(settings).score(kept, vectors, focusVector);
        List<Scored> chosen = new Selection(settings.redundancy(), settings.duplicate())
                .choose(scored, wanted, (a, b) -> Embedder.dot(vectors.get(a), vectors.get(b)));
        return languages.flag(Prediction.of(summary(text, chosen)), text, understood);
    }

    /** The leading sentences, marked degraded. */
    Prediction lead(Query query) {
        List<Candidate> candidates = candidates(query.text());
        List<Scored> chosen = candidates.stream()
                .limit(wanted(query, candidates.size()))
                .map(candidate -> new Scored(candidate, 0))
                .toList();
        return Prediction.substitute(
                summary(query.text(), chosen), "The leading sentences stand in for the summary; scores are 0.");
    }

    private static List<Candidate> candidates(String text) {
        List<Candidate> candidates = Candidate.of(text, SentenceSplitter.split(text));
        if (candidates.isEmpty()) {
            throw AiException.invalid("", "expected a text with words, found white space and marks only");
        }
        return candidates;
    }

    private static int wanted(Query query, int candidates) {
        if (query.parameters().has("ratio")) {
            double share = query.parameters().get("ratio").doubleValue();
            return (int) Math.max(1, Math.round(share * candidates));
        }
        return query.parameters().path("maxSentences").asInt(DEFAULT_SENTENCES);
    }

    private static Summary summary(String text, List<Scored> chosen) {
        List<Extract> extracts = chosen.stream()
                .map(s -> new Extract(
                        s.candidate().text(),
                        s.candidate().sentence().start(),
                        s.candidate().sentence().end(),
                        Math.rint(Math.max(0, Math.min(1, s.score())) * 1e4) / 1e4))
                .toList();
        String summary = extracts.stream().map(Extract::text).collect(Collectors.joining(" "));
        return new Summary(summary, extracts, Math.rint(1e4 * summary.length() / text.length()) / 1e4);
    }

    @Override
    public void close() {
        handles.close();
    }
}
