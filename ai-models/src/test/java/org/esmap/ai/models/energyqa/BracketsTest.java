package org.esmap.ai.models.energyqa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BracketsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    minus 0.5%) biofuels       | minus 0.5%
                    kTCO2 e)                   | kTCO2 e
                    a) solar and wind          | a) solar and wind
                    5 GW (of 10 GW) by 2030    | 5 GW (of 10 GW) by 2030
                    5 GW (of 10 GW             | 5 GW (of 10 GW
                    """)
    void endsBeforeABracketOpenedElsewhere(String span, String answer) {
        String text = "(It is " + span + " here.";
        int start = 7;
        assertThat(text.substring(start, Brackets.end(text, start, start + span.length())))
                .isEqualTo(answer);
    }
}
