package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.esmap.ai.core.failure.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    @Test
    void putsNoEmissionsBeforeUseInScopeOne() {
        FieldError error =
                Refusals.refusal("\"type\":\"fuel\",\"fuel\":\"natural gas\",\"unit\":\"kWh\",\"cvBasis\":\"gross\","
                        + "\"region\":\"GB\",\"period\":2025,\"boundary\":\"upstream\",\"scope\":1");

        assertThat(error.pointer()).isEqualTo("/activities/0/scope");
        assertThat(error.allowed()).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "diesel, t, 43, GJ/kg, true",
        "diesel, t, 43, GJ/t, false",
        "diesel, L, 36, MJ/m3, true",
        "diesel, L, 36, MJ/L, false",
        "natural gas, m3, 38, GJ/m3, true",
        "natural gas, m3, 38, MJ/m3, false",
        "blast furnace gas, m3, 2.5, MJ/m3, false",
        "LPG, L, 25, MJ/L, false",
        "LPG, m3, 93, MJ/m3, false",
        "LPG, m3, 2.5, GJ/m3, true",
        "wood, m3, 3, GJ/m3, false",
        "wood, m3, 3, MJ/m3, true"
    })
    void warnsOfACalorificValueInAnotherUnit(String fuel, String unit, String value, String per, boolean warned) {
        String line = "{\"type\":\"fuel\",\"fuel\":\"%s\",\"amount\":1,\"unit\":\"%s\",".formatted(fuel, unit)
                + "\"calorificValue\":{\"value\":%s,\"unit\":\"%s\",\"basis\":\"net\"}}".formatted(value, per);

        assertThat(Calculator.predict("{\"gwp\":\"AR5\",\"activities\":[" + line + "]}").warnings().stream()
                        .anyMatch(warning -> warning.code().equals("calorific-value-unusual")))
                .isEqualTo(warned);
    }

    @Test
    void saysPerWhatThereIsAFactorOfTheYear() {
        FieldError error =
                Refusals.refusal("\"type\":\"fuel\",\"fuel\":\"LPG\",\"unit\":\"L\",\"region\":\"GB\",\"period\":2025");

        assertThat(error.message())
                .contains("No factor of 2025 per L")
                .contains("per t")
                .doesNotContain("world default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R-454B", "R-1234yf", "HFO-1234ze", "R-513A"})
    void saysWhichReportKnowsABlendAndThatAFactorMayBeBrought(String gas) {
        String members = "\"type\":\"refrigerant\",\"gas\":\"" + gas + "\",\"unit\":\"kg\"";
        FieldError error = Refusals.refusal("AR5", members);

        assertThat(error.pointer()).isEqualTo("/gwp");
        assertThat(error.message()).contains("ask for AR6, or send type custom");
        assertThatCode(() -> Refusals.answer(String.valueOf(error.allowed()), members))
                .doesNotThrowAnyException();
        assertThatCode(() -> Refusals.answer(
                        "AR5",
                        "\"type\":\"custom\",\"unit\":\"kg\",\"scope\":1,"
                                + "\"factor\":{\"value\":466,\"unit\":\"kgCO2e/kg\",\"gwp\":\"AR5\"}"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "fuel, fuel, propane, L, KE",
        "transport, mode, passenger-vehicle/car, km, KE",
        "heat, fuel, district, kWh, DE"
    })
    void saysWhatToSendWhereARegionHasNoFactor(String type, String member, String item, String unit, String region) {
        String members = "\"type\":\"%s\",\"%s\":\"%s\",\"unit\":\"%s\"".formatted(type, member, item, unit);
        FieldError error = Refusals.refusal(members + ",\"region\":\"" + region + "\"");

        assertThat(error.pointer()).isEqualTo("/activities/0/region");
        assertThat(error.message()).contains("Send a region that may stand for " + region, "or send type custom");
        for (String other : String.valueOf(error.allowed()).split(", ")) {
            String there = members + ",\"region\":\"" + other + "\"";
            assertThatCode(() -> Refusals.answer("AR5", there)).as(other).doesNotThrowAnyException();
        }
        assertThat(Refusals.refusal(members).message()).contains("Send a region that has one", "or send type custom");
    }

    @Test
    void pointsFromAJourneyToItsFuelWhichHasWorldDefaults() {
        FieldError error = Refusals.refusal(
                "\"type\":\"transport\",\"mode\":\"passenger-vehicle/car\",\"unit\":\"km\",\"region\":\"KE\"");

        assertThat(error.message()).contains("or the fuel burnt as type fuel");
        assertThatCode(() ->
                        Refusals.answer("AR5", "\"type\":\"fuel\",\"fuel\":\"motor-gasoline/road\",\"unit\":\"kg\""))
                .doesNotThrowAnyException();
    }

    @Test
    void saysThatAnotherDataSetHasTheRegion() {
        String members =
                "\"type\":\"fuel\",\"fuel\":\"natural-gas\",\"cvBasis\":\"gross\",\"unit\":\"kWh\",\"region\":\"US\"";
        FieldError error = Refusals.refusal(members + ",\"dataset\":\"desnz-2025\"");

        assertThat(error.message()).contains("Leave the data set out");
        assertThatCode(() -> Refusals.answer("AR5", members)).doesNotThrowAnyException();
    }

    @Test
    void namesThePeriodWhoseFactorCanBeStatedUnderTheGwpSet() {
        String members = "\"type\":\"heat\",\"unit\":\"kWh\",\"region\":\"GB\"";
        FieldError error = Refusals.refusal("AR6", members);

        assertThat(error.pointer()).isEqualTo("/gwp");
        assertThat(error.allowed()).isEqualTo("AR5");
        assertThat(error.message())
                .contains("Ask for AR5, give period 2021 and dataset oefdb-2022, or send type custom");
        assertThatCode(() -> Refusals.answer("AR6", members + ",\"period\":2021,\"dataset\":\"oefdb-2022\""))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAFuelBesideTheModeOrTheGasThatNamesTheItem() {
        FieldError mode = Refusals.refusal(
                "\"type\":\"transport\",\"mode\":\"car\",\"fuel\":\"diesel\",\"unit\":\"km\",\"region\":\"GB\"");
        assertThat(mode.pointer()).isEqualTo("/activities/0/fuel");
        assertThat(mode.allowed()).contains("passenger-vehicle/car/diesel");

        FieldError gas =
                Refusals.refusal("\"type\":\"refrigerant\",\"gas\":\"R-410A\",\"fuel\":\"R-32\",\"unit\":\"kg\"");
        assertThat(gas.pointer()).isEqualTo("/activities/0/fuel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"losses", "upstream"})
    void refusesInstrumentsForWhatIsOfScopeThree(String boundary) {
        FieldError error =
                Refusals.refusal("\"type\":\"electricity\",\"unit\":\"kWh\",\"region\":\"GB\",\"boundary\":\""
                        + boundary + "\",\"market\":{\"factor\":0}");

        assertThat(error.pointer()).isEqualTo("/activities/0/market");
        assertThat(error.message()).contains(boundary);
    }

    /** In America gas is what cars burn: a gallon of it emits a thousand times as much as one of natural gas. */
    @Test
    void refusesGasThatMayBeGasoline() {
        FieldError error = Refusals.refusal("\"type\":\"fuel\",\"fuel\":\"gas\",\"unit\":\"US gal\",\"region\":\"US\"");

        assertThat(error.pointer()).isEqualTo("/activities/0/fuel");
        assertThat(error.allowed()).contains("natural-gas", "motor-gasoline");
    }

    @Test
    void refusesACalorificBasisThatContradictsTheCalorificValue() {
        FieldError error =
                Refusals.refusal("\"type\":\"fuel\",\"fuel\":\"natural gas\",\"unit\":\"m3\",\"cvBasis\":\"gross\","
                        + "\"calorificValue\":{\"value\":38,\"unit\":\"MJ/m3\",\"basis\":\"net\"}");

        assertThat(error.pointer()).isEqualTo("/activities/0/cvBasis");
        assertThat(error.allowed()).isEqualTo("net");
    }

    @Test
    void namesTheRegionsOfTheDataSetAskedFor() {
        FieldError error = Refusals.refusal(
                "\"type\":\"electricity\",\"unit\":\"kWh\",\"region\":\"FR\",\"dataset\":\"desnz-2025\"");
        assertThat(error.pointer()).isEqualTo("/activities/0/region");
        assertThat(error.allowed()).isEqualTo("GB");

        FieldError none = Refusals.refusal(
                "\"type\":\"electricity\",\"unit\":\"kWh\",\"region\":\"FR\",\"dataset\":\"ipcc-2006\"");
        assertThat(none.pointer()).isEqualTo("/activities/0/dataset");
        assertThat(none.allowed()).contains("owid-2022", "ember-co2js").doesNotContain("ipcc");
    }
}
