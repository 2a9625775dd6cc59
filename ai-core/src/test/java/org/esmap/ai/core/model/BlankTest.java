package org.esmap.ai.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlankTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n",
                "\u00a0",
                "\u2003",
                "\u3000",
                "\u200b",
                "\u200d",
                "\ufeff",
                "\0",
                "\u001b\u0007",
                "\u2028",
                "\u00ad",
                "\u202e",
                "\ufe0f",
                "\u3164",
                "\udb40\udc01"
            })
    void seesNothing(String text) {
        assertThat(Blank.is(text)).isTrue();
        assertThat(Blank.is(text + "é" + text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".", "5", "風", "\ud83c\udf2c", "م", "\u0301e"})
    void seesCharacters(String text) {
        assertThat(Blank.is(text)).isFalse();
    }
}
