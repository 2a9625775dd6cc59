package org.esmap.ai.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            5\u00a0MW of\u202fwind|5 MW of wind
            5  MW|5 MW
            5 \u00a0MW|5 MW
            feed\u2011in|feed-in
            emis\u00adsions|emissions
            ４５％|45%
            12\u202f000 t|12\u202f000 t
            12  500 MW|12  500 MW
            Year   2030|Year   2030
            """)
    void readsOtherSpacesHyphensAndWidthsAsPlainOnes(String text, String plain) {
        assertThat(PlainText.of(text).text()).isEqualTo(plain);
    }

    @Test
    void keepsTheOriginalsPlaces() {
        PlainText plain = PlainText.of("A  feed\u2011in tar\u00adiff\u00a0of 5");

        int start = plain.text().indexOf("feed-in");
        int end = plain.text().indexOf(" of");

        assertThat(plain.start(start)).isEqualTo(3);
        assertThat(plain.original(start, end)).isEqualTo("feed\u2011in tar\u00adiff");
    }

    @Test
    void pilesUpNoAccents() {
        PlainText plain = PlainText.of("e" + "\u0301\u00ad".repeat(10_000) + " 5 MW");
        assertThat(plain.text()).isEqualTo("e" + "\u0301".repeat(4) + " 5 MW");
    }

    @Property
    void changesNothingOfWhatItHasRead(
            @ForAll @Chars({' ', '\u00a0', '\u2009', '\t', '\n', '5', '\uff15', 'x', '\u00ad', '\u2011'}) String text) {
        PlainText plain = PlainText.of(text);
        for (int i = 0; i < plain.text().length(); i++) {
            assertThat(PlainText.of(plain.original(i, i + 1)).text())
                    .isEqualTo(plain.text().substring(i, i + 1).replaceAll("[\u00a0\u2009]", " "));
        }
    }
}
