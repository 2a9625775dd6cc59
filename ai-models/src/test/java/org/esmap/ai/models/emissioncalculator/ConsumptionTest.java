package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Electricity that a country consumes, beside what it generates. */
class ConsumptionTest {
    private static String grid(String region, int year, String more) {
        return "{\"type\":\"electricity\",\"amount\":1,\"unit\":\"kWh\",\"region\":\"" + region + "\",\"period\":\""
                + year + "\"" + more + "}";
    }

    @ParameterizedTest
    @CsvSource({"LU, 2021, 0.29, 0.184", "SE, 2021, 0.027, 0.044", "DE, 2024, 0.341, 0.342"})
    void tellsWhatIsConsumedFromWhatIsGenerated(String region, int year, double consumed, double generated) {
        JsonNode line = Calculator.answer(grid(region, year, ",\"boundary\":\"consumption\""))
                .at("/lines/0");

        assertThat(line.at("/co2eKg").doubleValue()).isEqualTo(consumed);
        assertThat(line.at("/factor/dataset").asText()).isEqualTo("electricity-maps");
        assertThat(line.at("/warnings").toString()).contains("lifecycle-boundary", "gwp-unstated");
        assertThat(Calculator.co2e(grid(region, year, "")).doubleValue()).isCloseTo(generated, within(0.001));
    }

    @Test
    void saysThatAnotherBoundaryHasTheYear() {
        FieldError refusal = catchThrowableOfType(AiException.class, () -> Calculator.answer(grid("DE", 2023, "")))
                .errors()
                .get(0);

        assertThat(refusal.pointer()).isEqualTo("/activities/0/period");
        assertThat(refusal.message()).endsWith("With the boundary consumption there is one");
    }

    @Test
    void knowsNoOtherBoundaryOfAYearThatNoneHas() {
        assertThat(catchThrowableOfType(AiException.class, () -> Calculator.answer(grid("DE", 2031, "")))
                        .errors()
                        .get(0)
                        .message())
                .doesNotContain("boundary");
    }
}
