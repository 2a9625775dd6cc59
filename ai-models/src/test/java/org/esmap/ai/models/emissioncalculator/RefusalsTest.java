package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private static FieldError refusal(String members) {
        AiException refusal =
                catchThrowableOfType(AiException.class, () -> Calculator.answer("{\"amount\":1," + members + "}"));
        assertThat(refusal.errors()).hasSize(1);
        return refusal.errors().get(0);
    }

    @Test
    void refusesAFuelBesideTheModeOrTheGasThatNamesTheItem() {
        FieldError mode = refusal(
                "\"type\":\"transport\",\"mode\":\"car\",\"fuel\":\"diesel\",\"unit\":\"km\",\"region\":\"GB\"");
        assertThat(mode.pointer()).isEqualTo("/activities/0/fuel");
        assertThat(mode.allowed()).contains("passenger-vehicle/car/diesel");

        FieldError gas = refusal("\"type\":\"refrigerant\",\"gas\":\"R-410A\",\"fuel\":\"R-32\",\"unit\":\"kg\"");
        assertThat(gas.pointer()).isEqualTo("/activities/0/fuel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"losses", "upstream"})
    void refusesInstrumentsForWhatIsOfScopeThree(String boundary) {
        FieldError error = refusal("\"type\":\"electricity\",\"unit\":\"kWh\",\"region\":\"GB\",\"boundary\":\""
                + boundary + "\",\"market\":{\"factor\":0}");

        assertThat(error.pointer()).isEqualTo("/activities/0/market");
        assertThat(error.message()).contains(boundary);
    }

    @ParameterizedTest
    @CsvSource({
        "refrigerant, gas, R-410A, kg SF6",
        "fuel, fuel, natural gas, t coal",
        "fuel, fuel, natural gas, kg H2",
        "fuel, fuel, natural gas, t CO2"
    })
    void refusesAUnitThatIsOfSomethingElse(String type, String member, String item, String unit) {
        FieldError error = refusal("\"type\":\"%s\",\"%s\":\"%s\",\"unit\":\"%s\"".formatted(type, member, item, unit));

        assertThat(error.pointer()).isEqualTo("/activities/0/unit");
        assertThat(error.message()).contains("'" + unit + "'");
    }

    @Test
    void pointsAtTheUnitOfAnInstrumentThatTheAmountDoesNotConvertTo() {
        FieldError error = refusal("\"type\":\"electricity\",\"unit\":\"kWh\",\"region\":\"GB\","
                + "\"market\":{\"factor\":1,\"unit\":\"kgCO2e/m3\"}");

        assertThat(error.pointer()).isEqualTo("/activities/0/market/unit");
    }

    @Test
    void saysThatAMassWouldDoWhereAVolumeDoesNot() {
        FieldError error = refusal("\"type\":\"fuel\",\"fuel\":\"diesel\",\"unit\":\"L\",\"region\":\"KE\"");

        assertThat(error.allowed()).isEqualTo("units that convert to TJ, or a mass");
    }

    @Test
    void refusesNanometresForNauticalMiles() {
        FieldError error = refusal("\"type\":\"transport\",\"mode\":\"car\",\"unit\":\"nm\",\"region\":\"GB\"");

        assertThat(error.pointer()).isEqualTo("/activities/0/unit");
        assertThat(error.message()).contains("nautical mile is nmi");
    }

    @Test
    void refusesACalorificBasisThatContradictsTheCalorificValue() {
        FieldError error = refusal("\"type\":\"fuel\",\"fuel\":\"natural gas\",\"unit\":\"m3\",\"cvBasis\":\"gross\","
                + "\"calorificValue\":{\"value\":38,\"unit\":\"MJ/m3\",\"basis\":\"net\"}");

        assertThat(error.pointer()).isEqualTo("/activities/0/cvBasis");
        assertThat(error.allowed()).isEqualTo("net");
    }

    @Test
    void saysWhatAnAmbiguousUnitMayMean() {
        FieldError error = refusal("\"type\":\"fuel\",\"fuel\":\"coking coal\",\"unit\":\"ton\"");

        assertThat(error.message()).contains("'ton'", "short (907 kg)").doesNotContain("read as");
    }

    @Test
    void namesTheRegionsOfTheDataSetAskedFor() {
        FieldError error =
                refusal("\"type\":\"electricity\",\"unit\":\"kWh\",\"region\":\"FR\",\"dataset\":\"desnz-2025\"");
        assertThat(error.pointer()).isEqualTo("/activities/0/region");
        assertThat(error.allowed()).isEqualTo("GB");

        FieldError none =
                refusal("\"type\":\"electricity\",\"unit\":\"kWh\",\"region\":\"FR\",\"dataset\":\"ipcc-2006\"");
        assertThat(none.pointer()).isEqualTo("/activities/0/dataset");
        assertThat(none.allowed()).contains("owid-2022", "ember-co2js").doesNotContain("ipcc");
    }
}
