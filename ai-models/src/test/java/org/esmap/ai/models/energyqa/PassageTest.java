package org.esmap.ai.models.energyqa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PassageTest {
    private static final String PARAGRAPH =
            "The grid lost a fifth of its power, and thieves took half of it. ".repeat(4);

    @Test
    void endsAtBlankLines() {
        String text = String.join("\n \r\n", PARAGRAPH, PARAGRAPH, PARAGRAPH, PARAGRAPH);
        List<Passage> passages = Passage.of(0, text, 300);
        assertThat(passages).hasSize(4).allSatisfy(p -> {
            assertThat(p.text().strip()).isEqualTo(PARAGRAPH.strip());
            assertThat(text.substring(p.start())).startsWith(p.text());
        });
    }

    @Test
    @Timeout(60)
    void comesToTheEndOfALongGap() {
        String gap = "\f".repeat(197_000);
        assertThat(Passage.of(0, PARAGRAPH + gap + PARAGRAPH, 300)).isNotEmpty();
    }

    @Test
    void keepsAHeadingWithWhatFollows() {
        String text = String.join("\n\n", "Losses", PARAGRAPH, "Theft and what it costs", PARAGRAPH, PARAGRAPH);
        assertThat(Passage.of(0, text, 300).stream().map(p -> p.text().strip()))
                .containsExactly(
                        "Losses\n\n" + PARAGRAPH.strip(),
                        "Theft and what it costs\n\n" + PARAGRAPH.strip(),
                        PARAGRAPH.strip());
    }

    @Test
    void endsBehindNoHeading() {
        String text = String.join("\n\n", PARAGRAPH, "Theft and what it costs", PARAGRAPH, "In short.", PARAGRAPH);
        assertThat(Passage.of(0, text, 300).stream().map(p -> p.text().strip()))
                .containsExactly(
                        PARAGRAPH.strip(),
                        "Theft and what it costs\n\n" + PARAGRAPH.strip(),
                        "In short.\n\n" + PARAGRAPH.strip());
    }

    @Test
    void leavesNothingOutAndAShortTextWhole() {
        String text = PARAGRAPH + "\n" + PARAGRAPH;
        assertThat(Passage.of(0, text, 300)).extracting(Passage::text).containsExactly(text);
        String all = text.repeat(10);
        assertThat(String.join(
                        "", Passage.of(0, all, 300).stream().map(Passage::text).toList()))
                .isEqualTo(all.stripTrailing());
    }
}
