package org.esmap.ai.models.energyqa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.esmap.ai.core.embedding.Embedder;
import org.esmap.ai.core.language.LanguageDetector;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.core.onnx.OnnxSession;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.sharing.Handles;
import org.esmap.ai.core.text.Sentence;
import org.esmap.ai.core.text.SentenceSplitter;
import org.esmap.ai.core.tokenization.Tokenizers;
import org.esmap.ai.core.tokenization.Tokens;
import org.esmap.ai.core.tokenization.Window;
import org.esmap.ai.models.energyqa.Answer.Alternative;

/** An open version. Thread-safe. */
final class EnergyQa implements Predictor {
    private static final int ALTERNATIVES = 3;
    private static final double LEAST_ALTERNATIVE = 0.01;
    /** What must be left of a deadline to begin another window, in nanoseconds. */
    private static final long ONE_WINDOW = 150_000_000;

    private final Settings settings;
    private final List<String> understood;
    private final LanguageDetector languages;
    private final Handles handles;
    private final Ranking ranking;
    private final Reader reader;

    EnergyQa(Bundle bundle, Handles handles, OnnxSessions sessions, Tokenizers tokenizers, LanguageDetector languages) {
        this.handles = handles;
        this.settings = bundle.settings(Settings.class);
        this.understood = bundle.manifest().languages();
        this.languages = languages;
        OnnxSession session = handles.add(
                        sessions.open(bundle.file("model.onnx"), bundle.sha256("model.onnx"), settings.threads()))
                .require(Reader.INPUTS, Reader.OUTPUTS);
        this.ranking = new Ranking(settings, handles.add(Embedder.open(bundle, sessions, tokenizers)));
        this.reader = new Reader(
                settings,
                handles.add(tokenizers.open(bundle.file("tokenizer.json"), bundle.sha256("tokenizer.json"))),
                session);
    }

    @Override
    public Prediction predict(Query query) {
        Question question = Question.of(query.input());
        List<Passage> passages = new ArrayList<>();
        for (int i = 0; i < question.contexts().size(); i++) {
            passages.addAll(Passage.of(i, question.contexts().get(i).text(), settings.passage()));
        }
        Tokens whole = reader.tokens(question.text());
        Tokens asked = whole.first(settings.question());
        List<Span> spans = new ArrayList<>();
        List<Passage> best = ranking.best(question.text(), passages, query.deadline());
        int read = read(asked, best, query.deadline(), spans);
        List<Span> distinct = distinct(spans);
        boolean none = distinct.isEmpty()
                || distinct.get(0).margin() <= settings.calibration().noAnswerMargin();
        List<Warning> warnings = new ArrayList<>();
        if (asked.size() < whole.size()) {
            warnings.add(new Warning(
                    Warning.TRUNCATED,
                    "The passages were read for the first " + asked.size() + " of the question's " + whole.size()
                            + " word pieces. Ask in fewer words."));
        }
        Prediction answer = none ? noAnswer(question, distinct) : answer(question, distinct);
        if (read < best.size()) {
            String detail = "Time allowed to read " + read + " of the " + best.size() + " best passages.";
            warnings.add(new Warning(Warning.TRUNCATED, detail));
            answer = answer.withReason(detail).asHurried();
        }
        IntStream used = none
                ? best.stream().mapToInt(Passage::context).distinct()
                : IntStream.of(distinct.get(0).context());
        return flagged(answer.withWarnings(warnings), question, used);
    }

    /** Marks {@code answer} where the question, or a text that it rests on, is in a language that is not understood. */
    private Prediction flagged(Prediction answer, Question question, IntStream contexts) {
        Prediction flagged = languages.flag(answer, "question", question.text(), understood);
        PrimitiveIterator.OfInt each = contexts.iterator();
        while (flagged.equals(answer) && each.hasNext()) {
            flagged = languages.flag(
                    answer, "text", question.contexts().get(each.nextInt()).text(), understood);
        }
        return flagged;
    }

    /** Reads the passages, best first, while time allows; the first in any case. Returns how many it read whole. */
    private int read(Tokens asked, List<Passage> passages, Deadline deadline, List<Span> spans) {
        for (int i = 0; i < passages.size(); i++) {
            Tokens tokens = reader.tokens(passages.get(i).text());
            for (Window window : reader.windows(asked, tokens)) {
                deadline.check();
                if (!spans.isEmpty() && deadline.remainingNanos() < ONE_WINDOW) {
                    return i;
                }
                spans.addAll(reader.read(asked, passages.get(i), tokens, window));
            }
        }
        return passages.size();
    }

    /** The best spans, best first, none overlapping another: one to answer with, and the alternatives. */
    private List<Span> distinct(List<Span> spans) {
        spans.sort(Comparator.comparingDouble((Span span) ->
                        span.margin() + settings.relevance() * span.passage().relevance())
                .reversed());
        List<Span> distinct = new ArrayList<>();
        for (Span span : spans) {
            if (distinct.size() <= ALTERNATIVES && distinct.stream().noneMatch(span::overlaps)) {
                distinct.add(span);
            }
        }
        return distinct;
    }

    private Prediction noAnswer(Question question, List<Span> spans) {
        double none = 1 - (spans.isEmpty() ? 0 : settings.calibration().score(spans.get(0)));
        return Prediction.of(Answer.none(rounded(none), alternatives(question, spans)))
                .withHeadline("no answer", none);
    }

    private Prediction answer(Question question, List<Span> spans) {
        Alternative first = alternative(question, spans.get(0));
        return Prediction.of(new Answer(
                        first.answer(),
                        first.score(),
                        first.start(),
                        first.end(),
                        first.contextId(),
                        false,
                        alternatives(question, spans.subList(1, spans.size()))))
                .withHeadline("answer", settings.calibration().score(spans.get(0)));
    }

    private List<Alternative> alternatives(Question question, List<Span> spans) {
        return spans.stream()
                .limit(ALTERNATIVES)
                .map(span -> alternative(question, span))
                .filter(alternative -> alternative.score() >= LEAST_ALTERNATIVE)
                .sorted(Comparator.comparingDouble(Alternative::score).reversed())
                .toList();
    }

    private Alternative alternative(Question question, Span span) {
        String text = question.contexts().get(span.context()).text();
        return new Alternative(
                text.substring(span.start(), span.end()),
                rounded(settings.calibration().score(span)),
                span.start(),
                span.end(),
                question.contextId(span.context()));
    }

    private static double rounded(double score) {
        return Math.rint(score * 1e4) / 1e4;
    }

    /** The sentence that shares most words with the question, marked degraded. */
    Prediction byOverlap(Query query) {
        Question question = Question.of(query.input());
        List<Alternative> sentences = new ArrayList<>();
        for (int i = 0; i < question.contexts().size(); i++) {
            String text = question.contexts().get(i).text();
            for (Sentence sentence : SentenceSplitter.split(text)) {
                sentences.add(
                        new Alternative(sentence.in(text), 0, sentence.start(), sentence.end(), question.contextId(i)));
            }
        }
        double[] scores =
                new Overlap(sentences.stream().map(Alternative::answer).toList()).scores(question.text());
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        String reason = "The sentence that shares most words with the question stands in for the answer; scores are 0.";
        if (scores.length == 0 || scores[best] == 0) {
            return Prediction.substitute(Answer.none(0, List.of()), reason);
        }
        Alternative a = sentences.get(best);
        return Prediction.substitute(
                new Answer(a.answer(), 0, a.start(), a.end(), a.contextId(), false, List.of()), reason);
    }

    @Override
    public void close() {
        handles.close();
    }
}
