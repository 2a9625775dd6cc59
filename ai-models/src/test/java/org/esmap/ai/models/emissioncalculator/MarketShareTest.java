package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketShareTest {
    private static final String GRID =
            "{\"type\":\"electricity\",\"amount\":1000,\"unit\":\"kWh\",\"region\":\"GB\",\"period\":\"2025\"}";

    @Test
    void takesSharesThatBinaryNumbersCannotSay() {
        String thirds = GRID.replace(
                "}",
                ",\"market\":[{\"factor\":0,\"share\":0.3333333333333333},{\"factor\":\"location\",\"share\":0.6666666666666666}]}");

        assertThat(Calculator.answer(thirds).at("/total/byScope/2/market").decimalValue())
                .isCloseTo(new BigDecimal("118"), Percentage.withPercentage(1e-10));
        assertThatThrownBy(() -> Calculator.answer(thirds.replace("0.6666666666666666", "0.6666")))
                .isInstanceOf(AiException.class);
    }

    @ParameterizedTest
    @CsvSource({"unit, kgCO2e/MWh", "gwp, AR6", "source, the grid operator"})
    void refusesBesideTheLocationBasedFactorWhatDescribesANumber(String name, String value) {
        String market = ",\"market\":[{\"factor\":0,\"share\":0.5},{\"factor\":\"location\",\"share\":0.5,\"" + name
                + "\":\"" + value + "\"}]}";

        assertThatThrownBy(() -> Calculator.answer(GRID.replace("}", market)))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors().get(0).pointer())
                                .isEqualTo("/activities/0/market/1/" + name));
    }

    @Test
    void namesAnActivityOnceThoughItsWarningComesOfManyInstruments() {
        String instruments = String.join(",", Collections.nCopies(20, "{\"factor\":0.1,\"share\":0.05}"));
        List<Warning> warnings = Calculator.predict(
                        "{\"gwp\":\"AR5\",\"activities\":[{\"type\":\"electricity\",\"amount\":1,\"unit\":\"kWh\","
                                + "\"region\":\"GB\",\"period\":\"2025\",\"market\":[" + instruments + "]}]}")
                .warnings();

        assertThat(warnings)
                .filteredOn(warning -> warning.code().equals("gwp-assumed"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.detail()).endsWith("(activities 0)"));
    }

    @Test
    void assumesNoGwpsForAnInstrumentThatEmitsNothing() {
        JsonNode line = Calculator.answer(GRID.replace("}", ",\"market\":{\"factor\":0}}"))
                .at("/lines/0");

        assertThat(line.findValuesAsText("code")).doesNotContain("gwp-assumed");
    }
}
