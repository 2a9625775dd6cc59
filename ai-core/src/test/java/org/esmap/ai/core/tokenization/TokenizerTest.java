package org.esmap.ai.core.tokenization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenizerTest {
    private static Tokenizer tokenizer;

    @BeforeAll
    static void open() {
        tokenizer = new Tokenizers().open(Path.of("src/test/resources/tiny/tokenizer.json"), "tiny");
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void cutsWordsIntoPiecesOfTheCallersText() {
        assertThat(pieces("Winds, solar POWER")).containsExactly("Wind", "s", ",", "solar", "POWER");
        assertThat(tokenizer.tokenize("Winds, solar").words()).containsExactly(0, 0, 1, 2);
    }

    @Test
    void countsOffsetsInUtf16CodeUnitsPastEmojiAndAccents() {
        assertThat(pieces("🌍🌬 café wind 𝟓 mw")).endsWith("café", "wind", "𝟓", "mw");
    }

    @Test
    void surroundsAWindowWithSpecialTokens() {
        Tokens tokens = tokenizer.tokenize("solar wind power");
        assertThat(tokenizer.single(tokens, new Window(1, 3))).containsExactly(2, 4, 7, 3);
        assertThat(tokenizer.pair(tokenizer.tokenize("wind"), tokens, new Window(0, 2)))
                .containsExactly(2, 4, 3, 6, 4, 3);
    }

    @Property
    void coversEveryTokenWithFullWindows(
            @ForAll @IntRange(max = 3_000) int tokens,
            @ForAll @IntRange(min = 2, max = 500) int size,
            @ForAll @IntRange(max = 400) int wantedOverlap) {
        int overlap = Math.min(wantedOverlap, size - 1);
        List<Window> windows = Window.cover(tokens, size, overlap);
        assertThat(windows.get(0).from()).isZero();
        assertThat(windows.get(windows.size() - 1).to()).isEqualTo(tokens);
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).size()).isEqualTo(size);
            assertThat(windows.get(i - 1).to() - windows.get(i).from()).isGreaterThanOrEqualTo(overlap);
            assertThat(windows.get(i).from()).isGreaterThan(windows.get(i - 1).from());
        }
    }

    private static List<String> pieces(String text) {
        Tokens tokens = tokenizer.tokenize(text);
        return java.util.stream.IntStream.range(0, tokens.size())
                .mapToObj(i -> text.substring(tokens.starts()[i], tokens.ends()[i]))
                .toList();
    }
}
