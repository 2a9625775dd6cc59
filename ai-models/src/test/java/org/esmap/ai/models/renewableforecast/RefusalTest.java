package org.esmap.ai.models.renewableforecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.esmap.ai.core.failure.AiException;
import org.junit.jupiter.api.Test;

/** What a caller reads who gave weather that cannot be used. */
class RefusalTest {
    @Test
    void namesMembersOfIrradianceAsTheCallerWritesThem() {
        ObjectNode input = OpenForecast.request("solar", 48, 8, 1000);
        OpenForecast.row(input, "2026-06-01T12:00:00Z", 20, 2).put("poa", 700);
        OpenForecast.row(input, "2026-06-01T13:00:00Z", 20, 2).put("ghi", 700).put("dhi", 100);
        refuses(input, "as in the first row (poa), found ghi with dhi");
    }

    @Test
    void refusesModulesInWattsThoughTheirRatioIsGiven() {
        ObjectNode input = OpenForecast.request("solar", 48, 8, 1000);
        input.putObject("pv").put("dcKw", 1_200_000).put("dcAc", 1.2);
        OpenForecast.row(input, "2026-06-01T12:00:00Z", 20, 2).put("ghi", 700);
        refuses(input, "expected 0.2 to 5.0 times capacityKw, in kW, found 1200000 for a capacity of 1000.0 kW");
    }

    @Test
    void saysThatADayMustExist() {
        ObjectNode input = OpenForecast.request("solar", 48, 8, 1000);
        OpenForecast.row(input, "2026-02-29T12:00:00Z", 20, 2).put("ghi", 700);
        refuses(input, "expected a day and time that exist with an offset from UTC, as ISO 8601 writes them");
    }

    private static void refuses(ObjectNode input, String because) {
        assertThatExceptionOfType(AiException.class)
                .isThrownBy(() -> OpenForecast.answer(input))
                .satisfies(e -> assertThat(e.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.message()).contains(because)));
    }
}
