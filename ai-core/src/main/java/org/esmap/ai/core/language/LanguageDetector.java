package org.esmap.ai.core.language;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorFactory;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Warning;

/**
 * Tells texts that a model does not understand, by the n-gram model of Apache OpenNLP for 103 languages. Thread-safe.
 * The model is read at first use.
 *
 * <p>A language is named only where it is clearly more likely than every supported one, both with names and without, on
 * at least {@value #LETTERS} letters that are no names. Of some 40,000 English sentences, titles of laws and pieces of
 * two to seven words from encyclopaedia, policy and energy prose one was flagged so; of 902 French and Spanish phrases of
 * 6 to 14 words 94 % were. Of sentences of three to six words about half are too short to tell.
 */
@ApplicationScoped
public class LanguageDetector {
    static final double MARGIN_WITHOUT_NAMES = 1.5;
    static final double MARGIN = 2;
    static final int LETTERS = 12;
    /** ISO 639-2 for a language that cannot be told. */
    static final String UNDETERMINED = "und";
    /** What the likeliest language must have of the even share, as all get of a script that none is written in. */
    private static final double LEAST_EVIDENCE = 1.05;

    private static final Set<String> ENGLISH = Set.of(
            "the", "and", "of", "with", "which", "this", "that", "from", "by", "been", "have", "has", "are", "were",
            "their", "should", "would", "these", "those", "into", "its", "than", "when", "where", "other");
    /** Of them, those that Dutch or Danish has too: they alone tell nothing. */
    private static final Set<String> SHARED = Set.of("of", "by", "have", "been");

    private static final Set<String> SMALL_ENGLISH = Set.of("to", "for", "at", "it", "not", "is", "was");

    /** Small words of German, French, Spanish, Italian and Dutch. */
    private static final Set<String> FOREIGN = Set.of(
            "der", "das", "den", "dem", "und", "wird", "werden", "sind", "ist", "um", "im", "eine", "einen", "bis",
            "zur", "zum", "le", "les", "du", "une", "est", "sont", "dans", "aux", "au", "et", "el", "los", "las", "una",
            "sus", "del", "en", "il", "gli", "dei", "della", "nel", "het", "een", "van", "voor", "zijn", "wordt");

    private static final String MODEL = "/langdetect-183.bin";

    /** Not a field: the container's proxy is a detector too, and would read the model for nothing. */
    private static final class Shared {
        static final LanguageDetectorModel INSTANCE = read();

        private static LanguageDetectorModel read() {
            try (InputStream in = LanguageDetector.class.getResourceAsStream(MODEL)) {
                if (in == null) {
                    throw new IllegalStateException("The class path lacks " + MODEL + " of opennlp-models-langdetect");
                }
                return new LanguageDetectorModel(CompactModel.read(in), Map.of(), new LanguageDetectorFactory());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * The language of {@code text} where it clearly is none of {@code supported}.
     *
     * @param supported ISO 639-1 codes; where empty, every language is supported
     * @return an ISO 639-1 code, or ISO 639-3 where the language has no shorter one, {@value #UNDETERMINED} where the
     *     n-gram model does not know the script; empty where the text is supported, too short to tell, or mixed
     */
    public Optional<String> unsupported(String text, List<String> supported) {
        if (supported.isEmpty()) {
            return Optional.empty();
        }
        Evidence evidence = Evidence.of(text);
        boolean foreign = evidence.foreignScript() && Scripts.allLatin(supported);
        if (supported.contains("en") && plainlyForeign(evidence.words())) {
            String named = Codes.shortest(rank(evidence.wordsAndNames())[0].getLang());
            return supported.contains(named) ? Optional.empty() : Optional.of(named);
        }
        if (!foreign && evidence.letters() < LETTERS) {
            return Optional.empty();
        }
        if (!foreign && supported.contains("en") && plainlyEnglish(evidence.words())) {
            return Optional.empty();
        }
        Language[] ranked = rank(evidence.words());
        String best = ranked[0].getConfidence() < LEAST_EVIDENCE / ranked.length
                ? UNDETERMINED
                : Codes.shortest(ranked[0].getLang());
        boolean clear = foreign
                || leads(ranked, supported, MARGIN_WITHOUT_NAMES)
                        && leads(rank(evidence.wordsAndNames()), supported, MARGIN);
        return clear && !supported.contains(best) ? Optional.of(best) : Optional.empty();
    }

    /** Marks {@code answer} as degraded, with a warning, where {@code text} is in an unsupported language. */
    public Prediction flag(Prediction answer, String text, List<String> supported) {
        return flag(answer, "text", text, supported);
    }

    /** As {@link #flag(Prediction, String, List)}; {@code what} is what the warning calls the text. */
    public Prediction flag(Prediction answer, String what, String text, List<String> supported) {
        Optional<String> language = unsupported(text, supported);
        if (language.isEmpty()) {
            return answer;
        }
        String named = language.get().equals(UNDETERMINED) ? "another language" : "'" + language.get() + "'";
        String detail = "The " + what + " seems to be in " + named + ". This model understands "
                + String.join(", ", supported) + " only; its answer cannot be relied on.";
        List<Warning> warnings = new ArrayList<>(answer.warnings());
        warnings.add(new Warning(Warning.UNSUPPORTED_LANGUAGE, detail));
        return answer.withWarnings(warnings).withReason(detail);
    }

    /** Whether words that only English has are so frequent that the n-gram model, much dearer, need not be asked. */
    private static boolean plainlyEnglish(String words) {
        int all = 0;
        int english = 0;
        int shared = 0;
        for (StringTokenizer each = new StringTokenizer(words); each.hasMoreTokens(); all++) {
            String word = each.nextToken().toLowerCase(Locale.ROOT);
            english += ENGLISH.contains(word) ? 1 : 0;
            shared += SHARED.contains(word) ? 1 : 0;
        }
        return english >= 2 && english > shared && english * 10 >= all;
    }

    /** Whether it has two small words that English lacks, and none that it has: German nouns count as names, and say nothing. */
    private static boolean plainlyForeign(String words) {
        Set<String> all = new HashSet<>(List.of(words.split("\\s+")));
        return all.stream().filter(FOREIGN::contains).count() >= 2
                && Collections.disjoint(all, ENGLISH)
                && Collections.disjoint(all, SMALL_ENGLISH);
    }

    private static Language[] rank(String words) {
        return new LanguageDetectorME(Shared.INSTANCE).predictLanguages(words);
    }

    private static boolean leads(Language[] ranked, List<String> supported, double margin) {
        double highest = 0;
        for (Language language : ranked) {
            if (supported.contains(Codes.shortest(language.getLang()))) {
                highest = Math.max(highest, language.getConfidence());
            }
        }
        return ranked[0].getConfidence() >= margin * highest;
    }
}
