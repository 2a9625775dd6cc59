package org.esmap.ai.models.energyner;

import static org.assertj.core.api.Assertions.assertThat;

import org.esmap.ai.core.tokenization.Tokens;
import org.esmap.ai.core.tokenization.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasingTest {
    @ParameterizedTest
    @CsvSource({
        "solar,0",
        "5g,0",
        "m²,0",
        "Vattenfall,1",
        "A,1",
        "Ørsted,1",
        "IEA,2",
        "CO2,2",
        "iPhone,3",
        "GWh,3",
        "McKinsey,3",
        "2030,4",
        "²,4",
        "%,5",
        "😀,5"
    })
    void followsTheTrainingRecipe(String word, int casing) {
        assertThat(Casing.of(word)).isEqualTo(casing);
    }

    @Test
    void givesEveryPieceOfAWordTheSameNumber() {
        Tokens tokens =
                new Tokens(new long[] {1, 2, 3}, new int[] {0, 4, 11}, new int[] {4, 10, 15}, new int[] {0, 0, 1});
        long[] casing = Casing.of("Vattenfall wind", tokens);
        assertThat(casing).containsExactly(1, 1, 0);
        assertThat(Casing.single(casing, new Window(1, 3))).containsExactly(5, 1, 0, 5);
    }
}
