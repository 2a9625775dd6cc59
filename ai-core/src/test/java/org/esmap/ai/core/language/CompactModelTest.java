package org.esmap.ai.core.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.MaxentModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactModelTest {
    private static final MaxentModel LIBRARY = read(in -> new LanguageDetectorModel(in).getMaxentModel());
    private static final MaxentModel COMPACT = read(CompactModel::read);

    @FunctionalInterface
    private interface Reader {
        MaxentModel read(InputStream in) throws IOException;
    }

    private static MaxentModel read(Reader reader) {
        try (InputStream in = CompactModelTest.class.getResourceAsStream("/langdetect-183.bin")) {
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The regulator approved new tariffs for rooftop solar.",
                "Die Regierung will den Ausbau der Windkraft beschleunigen.",
                "Le gouvernement veut doubler la production d'électricité renouvelable.",
                "국가에너지국은 새로운 태양광 정책을 발표했다",
                "أعلنت الوزارة عن مشروع جديد للطاقة الشمسية",
                "መንግሥት በመላ አገሪቱ",
                "x"
            })
    void answersAsTheLibraryDoes(String text) {
        assertSameAnswers(text);
    }

    @Property(tries = 200)
    void answersAsTheLibraryDoesWhateverTheText(@ForAll String text) {
        assertSameAnswers(text);
    }

    @Property(tries = 200)
    void answersAsTheLibraryDoesOnLatinLetters(@ForAll @CharRange(from = ' ', to = 'ž') String text) {
        assertSameAnswers(text);
    }

    private static void assertSameAnswers(String text) {
        String[] grams = grams(text);
        assertThat(COMPACT.eval(grams)).isEqualTo(LIBRARY.eval(grams));
        float[] values = new float[grams.length];
        Arrays.fill(values, 1.5f);
        assertThat(COMPACT.eval(grams, values)).isEqualTo(LIBRARY.eval(grams, values));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 102})
    void namesTheLanguagesAsTheLibraryDoes(int outcome) {
        assertThat(COMPACT.getOutcome(outcome)).isEqualTo(LIBRARY.getOutcome(outcome));
        assertThat(COMPACT.getNumOutcomes()).isEqualTo(LIBRARY.getNumOutcomes());
    }

    @Test
    void refusesAnArchiveWithoutAModel() {
        byte[] empty = new byte[22];
        System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, empty, 0, 4);
        assertThatThrownBy(() -> CompactModel.read(new ByteArrayInputStream(empty)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("langdetect.model");
    }

    /** All pieces of one to four characters; the model knows none of four. */
    private static String[] grams(String text) {
        return IntStream.range(0, text.length())
                .boxed()
                .flatMap(from -> IntStream.rangeClosed(from + 1, Math.min(from + 4, text.length()))
                        .mapToObj(to -> text.substring(from, to)))
                .toArray(String[]::new);
    }
}
