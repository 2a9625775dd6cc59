package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private static FieldError refusal(String members) {
        return refusal("AR5", members);
    }

    private static FieldError refusal(String gwp, String members) {
        AiException refusal = catchThrowableOfType(AiException.class, () -> answer(gwp, members));
        assertThat(refusal.errors()).hasSize(1);
        return refusal.errors().get(0);
    }

    private static void answer(String gwp, String members) {
        Calculator.predict("{\"gwp\":\"" + gwp + "\",\"activities\":[{\"amount\":1," + members + "}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mWh", "mJ"})
    void takesNoSmallMForMega(String unit) {
        FieldError error =
                refusal("\"type\":\"electricity\",\"region\":\"GB\",\"period\":2025,\"unit\":\"" + unit + "\"");

        assertThat(error.pointer()).isEqualTo("/activities/0/unit");
        assertThat(error.message()).startsWith("Ambiguous unit '" + unit + "'");
    }

    @Test
    void putsNoEmissionsBeforeUseInScopeOne() {
        FieldError error = refusal("\"type\":\"fuel\",\"fuel\":\"natural gas\",\"unit\":\"kWh\",\"cvBasis\":\"gross\","
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
                refusal("\"type\":\"fuel\",\"fuel\":\"LPG\",\"unit\":\"L\",\"region\":\"GB\",\"period\":2025");

        assertThat(error.message())
                .contains("No factor of 2025 per L")
                .contains("per t")
                .doesNotContain("world default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R-454B", "R-1234yf", "HFO-1234ze", "R-513A"})
    void saysWhichReportKnowsABlendAndThatAFactorMayBeBrought(String gas) {
        String members = "\"type\":\"refrigerant\",\"gas\":\"" + gas + "\",\"unit\":\"kg\"";
        FieldError error = refusal("AR5", members);

        assertThat(error.pointer()).isEqualTo("/gwp");
        assertThat(error.message()).contains("ask for AR6, or send type custom");
        assertThatCode(() -> answer(String.valueOf(error.allowed()), members)).doesNotThrowAnyException();
        assertThatCode(() -> answer(
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
        FieldError error = refusal(members + ",\"region\":\"" + region + "\"");

        assertThat(error.pointer()).isEqualTo("/activities/0/region");
        assertThat(error.message()).contains("Send a region that may stand for " + region, "or send type custom");
        for (String other : String.valueOf(error.allowed()).split(", ")) {
            String there = members + ",\"region\":\"" + other + "\"";
            assertThatCode(() -> answer("AR5", there)).as(other).doesNotThrowAnyException();
        }
        assertThat(refusal(members).message()).contains("Send a region that has one", "or send type custom");
    }

    @Test
    void pointsFromAJourneyToItsFuelWhichHasWorldDefaults() {
        FieldError error =
                refusal("\"type\":\"transport\",\"mode\":\"passenger-vehicle/car\",\"unit\":\"km\",\"region\":\"KE\"");

        assertThat(error.message()).contains("or the fuel burnt as type fuel");
        assertThatCode(() -> answer("AR5", "\"type\":\"fuel\",\"fuel\":\"motor-gasoline/road\",\"unit\":\"kg\""))
                .doesNotThrowAnyException();
    }

    @Test
    void saysThatAnotherDataSetHasTheRegion() {
        String members =
                "\"type\":\"fuel\",\"fuel\":\"natural-gas\",\"cvBasis\":\"gross\",\"unit\":\"kWh\",\"region\":\"US\"";
        FieldError error = refusal(members + ",\"dataset\":\"desnz-2025\"");

        assertThat(error.message()).contains("Leave the data set out");
        assertThatCode(() -> answer("AR5", members)).doesNotThrowAnyException();
    }

    @Test
    void namesThePeriodWhoseFactorCanBeStatedUnderTheGwpSet() {
        String members = "\"type\":\"heat\",\"unit\":\"kWh\",\"region\":\"GB\"";
        FieldError error = refusal("AR6", members);

        assertThat(error.pointer()).isEqualTo("/gwp");
        assertThat(error.allowed()).isEqualTo("AR5");
        assertThat(error.message())
                .contains("Ask for AR5, give period 2021 and dataset oefdb-2022, or send type custom");
        assertThatCode(() -> answer("AR6", members + ",\"period\":2021,\"dataset\":\"oefdb-2022\""))
                .doesNotThrowAnyException();
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

    /** In America gas is what cars burn: a gallon of it emits a thousand times as much as one of natural gas. */
    @Test
    void refusesGasThatMayBeGasoline() {
        FieldError error = refusal("\"type\":\"fuel\",\"fuel\":\"gas\",\"unit\":\"US gal\",\"region\":\"US\"");

        assertThat(error.pointer()).isEqualTo("/activities/0/fuel");
        assertThat(error.allowed()).contains("natural-gas", "motor-gasoline");
    }

    /** Read to the letter each is wrong by nine to twenty-seven powers of ten. */
    @ParameterizedTest
    @CsvSource({
        "nm, 'type:transport,mode:car,region:GB', unit",
        "t·nm, 'type:transport,mode:freight-train,region:GB', unit",
        "person·nm, 'type:transport,mode:rail,region:GB', unit",
        "mm3, 'type:fuel,fuel:natural gas,region:GB', unit",
        "m3, 'type:fuel,fuel:natural gas,calorificValue:{value:38,unit:MJ/mm³,basis:gross}', calorificValue/unit"
    })
    void refusesNanometresForNauticalMilesAndNormalCubicMetres(String unit, String members, String pointer) {
        FieldError error = refusal(quoted(members) + ",\"unit\":\"" + unit + "\"");

        assertThat(error.pointer()).isEqualTo("/activities/0/" + pointer);
        assertThat(error.message()).contains("cubic metre", "m3", "nautical mile is nmi");
    }

    /** Of a gas at 0 °C a cubic metre holds 5.5 % more than of one at 15 °C, which factors are for. */
    @ParameterizedTest
    @CsvSource({
        "Nm3, 'type:fuel,fuel:natural gas,region:GB', unit",
        "nm3, 'type:fuel,fuel:natural gas,region:GB', unit",
        "nm³, 'type:fuel,fuel:natural gas,region:GB', unit",
        "m3, 'type:fuel,fuel:natural gas,calorificValue:{value:38,unit:MJ/nm3,basis:gross}', calorificValue/unit",
        "m3, 'type:custom,scope:1,factor:{value:2,unit:kgCO2e/nm3}', factor/unit"
    })
    void refusesNormalCubicMetresAndSaysHowManyTheyAre(String unit, String members, String pointer) {
        FieldError error = refusal(quoted(members) + ",\"unit\":\"" + unit + "\"");

        assertThat(error.pointer()).isEqualTo("/activities/0/" + pointer);
        assertThat(error.message()).contains("normal cubic metres at 0 °C", "1.055 m3 at 15 °C");
    }

    private static String quoted(String members) {
        return members.replaceAll("(\\p{L}[^:,{}]*)", "\"$1\"");
    }

    @ParameterizedTest
    @CsvSource({
        "°C·d, 'type:electricity,region:GB'",
        "°C/kWh, 'type:electricity,region:GB'",
        "kWh/°C, 'type:heat,region:GB'",
        "°F·h, 'type:fuel,fuel:natural gas'",
        "million °C, 'type:transport,mode:car,region:GB'",
        "degC/d, 'type:refrigerant,gas:R-32'",
        "℃·d, 'type:custom,scope:1,factor:{value:1,unit:kgCO2e/kWh}'",
        "°C, 'type:custom,scope:1,factor:{value:1,unit:kgCO2e/K}'"
    })
    void refusesAmountsOnATemperatureScale(String unit, String members) {
        assertThat(refusal(quoted(members) + ",\"unit\":\"" + unit + "\"").pointer())
                .isEqualTo("/activities/0/unit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kgCO2e/°C", "kgCO2e/°C/d", "kgCO2e/°C·d", "kgCO2e/kWh/", "kgCO2e//kWh", "kgCO2e"})
    void refusesFactorsPerNoUnit(String unit) {
        FieldError error = refusal(
                "\"type\":\"custom\",\"scope\":1,\"unit\":\"K\",\"factor\":{\"value\":1,\"unit\":\"" + unit + "\"}");

        assertThat(error.pointer()).isEqualTo("/activities/0/factor/unit");
    }

    @Test
    void refusesARateWhereTheFactorIsPerYearToo() {
        FieldError error = refusal("\"type\":\"custom\",\"scope\":1,\"unit\":\"m2/year\","
                + "\"factor\":{\"value\":50,\"unit\":\"kgCO2e/m2/year\"}");

        assertThat(error.pointer()).isEqualTo("/activities/0/unit");
        assertThat(error.message()).contains("m²·a");
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
