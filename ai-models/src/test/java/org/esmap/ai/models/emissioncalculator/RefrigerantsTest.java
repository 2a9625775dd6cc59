package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refrigerants by composition and GWP against the totals that agencies publish, as the Open Emission Factors DB carries them. */
class RefrigerantsTest {
    private static final Path PUBLISHED = Path.of("src/test/resources/emissioncalculator/refrigerants-published.csv");

    @Test
    void comesToThePublishedTotals() throws IOException {
        for (Row row : Row.parse("published", Files.readString(PUBLISHED), Map.of())) {
            for (String set : new String[] {"AR4", "AR5"}) {
                if (row.optional(set).isPresent()) {
                    assertThat(perKilogram(row.text("id"), set))
                            .as("%s %s", row.text("id"), set)
                            .isEqualByComparingTo(row.decimal(set).orElseThrow());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"methane, 28", "nitrous oxide, 265", "sulphur hexafluoride, 23500", "Sulfur hexafluoride, 23500"})
    void knowsGasesByName(String gas, BigDecimal gwp) throws IOException {
        assertThat(perKilogram(gas, "AR5")).isEqualByComparingTo(gwp);
    }

    @Test
    void countsALeakOfScopeTwoByMarketToo() throws IOException {
        JsonNode total = output(
                        "{\"activities\":[{\"type\":\"refrigerant\",\"gas\":\"R-32\",\"amount\":10,\"unit\":\"kg\",\"scope\":2}],"
                                + "\"gwp\":\"AR5\"}")
                .get("total");

        assertThat(total.get("co2eKgMarketBased").decimalValue())
                .isEqualByComparingTo(total.get("co2eKg").decimalValue());
    }

    @ParameterizedTest
    @CsvSource({
        "R-22, true",
        "R-502, true",
        "R-410A, false",
        "R-455A, false",
        "R-744, false",
        "SF6, false",
        "C2F6, false",
        "CHCl3, true",
        "CH2Cl2, true",
        "CCl4, true",
        "SO2F2, true",
        "HFE125, true"
    })
    void warnsOfGasesThatTheKyotoProtocolDoesNotName(String gas, boolean warned) {
        Prediction answer = Calculator.predict(leak(gas, "AR6"));

        assertThat(answer.warnings().stream().anyMatch(w -> w.code().equals("outside-kyoto")))
                .isEqualTo(warned);
    }

    @ParameterizedTest
    @CsvSource({
        "CHCl3, AR5, other, 1, 16",
        "R-134a, AR5, fluorinated, 1, 1300",
        "R-744, AR5, co2, 1, 1",
        "R-455A, AR6, co2, 0.03, 0.03",
        "R-455A, AR6, fluorinated, 0.97, 166.143255"
    })
    void countsEachGasOfALeakAsWhatItIs(String gas, String set, String kind, BigDecimal kg, BigDecimal co2eKg)
            throws IOException {
        JsonNode part = output(leak(gas, set)).at("/total/gases/" + kind);

        assertThat(part.get("kg").decimalValue()).isEqualByComparingTo(kg);
        assertThat(part.get("co2eKg").decimalValue()).isEqualByComparingTo(co2eKg);
    }

    private static String leak(String gas, String set) {
        return "{\"activities\":[{\"type\":\"refrigerant\",\"gas\":\"" + gas
                + "\",\"amount\":1,\"unit\":\"kg\"}],\"gwp\":\"" + set + "\"}";
    }

    private static JsonNode output(String input) throws IOException {
        return StrictJson.MAPPER.readTree(
                StrictJson.MAPPER.writeValueAsBytes(Calculator.predict(input).output()));
    }

    private static BigDecimal perKilogram(String refrigerant, String set) throws IOException {
        Object output = Calculator.predict("{\"activities\":[{\"type\":\"refrigerant\",\"gas\":\"" + refrigerant
                        + "\",\"amount\":1,\"unit\":\"kg\"}],\"gwp\":\"" + set + "\"}")
                .output();
        return StrictJson.MAPPER
                .readTree(StrictJson.MAPPER.writeValueAsBytes(output))
                .at("/total/co2eKg")
                .decimalValue()
                .setScale(0, RoundingMode.HALF_UP);
    }
}
