package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;

import org.esmap.ai.core.failure.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedUnitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"mWh", "mJ"})
    void takesNoSmallMForMega(String unit) {
        FieldError error = Refusals.refusal(
                "\"type\":\"electricity\",\"region\":\"GB\",\"period\":2025,\"unit\":\"" + unit + "\"");

        assertThat(error.pointer()).isEqualTo("/activities/0/unit");
        assertThat(error.message()).startsWith("Ambiguous unit '" + unit + "'");
    }

    @Test
    void saysWhatAnAmbiguousUnitMayMean() {
        FieldError error = Refusals.refusal("\"type\":\"fuel\",\"fuel\":\"coking coal\",\"unit\":\"ton\"");

        assertThat(error.message()).contains("'ton'", "short (907 kg)").doesNotContain("read as");
    }

    @ParameterizedTest
    @CsvSource({
        "refrigerant, gas, R-410A, kg SF6",
        "fuel, fuel, natural gas, t coal",
        "fuel, fuel, natural gas, kg H2",
        "fuel, fuel, natural gas, t CO2"
    })
    void refusesAUnitThatIsOfSomethingElse(String type, String member, String item, String unit) {
        FieldError error =
                Refusals.refusal("\"type\":\"%s\",\"%s\":\"%s\",\"unit\":\"%s\"".formatted(type, member, item, unit));

        assertThat(error.pointer()).isEqualTo("/activities/0/unit");
        assertThat(error.message()).contains("'" + unit + "'");
    }

    @Test
    void saysThatAMassWouldDoWhereAVolumeDoesNot() {
        FieldError error = Refusals.refusal("\"type\":\"fuel\",\"fuel\":\"diesel\",\"unit\":\"L\",\"region\":\"KE\"");

        assertThat(error.allowed()).isEqualTo("units that convert to TJ, or a mass");
    }

    @Test
    void pointsAtTheUnitOfAnInstrumentThatTheAmountDoesNotConvertTo() {
        FieldError error = Refusals.refusal("\"type\":\"electricity\",\"unit\":\"kWh\",\"region\":\"GB\","
                + "\"market\":{\"factor\":1,\"unit\":\"kgCO2e/m3\"}");

        assertThat(error.pointer()).isEqualTo("/activities/0/market/unit");
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
        FieldError error = Refusals.refusal(quoted(members) + ",\"unit\":\"" + unit + "\"");

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
        FieldError error = Refusals.refusal(quoted(members) + ",\"unit\":\"" + unit + "\"");

        assertThat(error.pointer()).isEqualTo("/activities/0/" + pointer);
        assertThat(error.message()).contains("normal cubic metres at 0 °C", "1.055 m3 at 15 °C");
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
        assertThat(Refusals.refusal(quoted(members) + ",\"unit\":\"" + unit + "\"")
                        .pointer())
                .isEqualTo("/activities/0/unit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kgCO2e/°C", "kgCO2e/°C/d", "kgCO2e/°C·d", "kgCO2e/kWh/", "kgCO2e//kWh", "kgCO2e"})
    void refusesFactorsPerNoUnit(String unit) {
        FieldError error = Refusals.refusal(
                "\"type\":\"custom\",\"scope\":1,\"unit\":\"K\",\"factor\":{\"value\":1,\"unit\":\"" + unit + "\"}");

        assertThat(error.pointer()).isEqualTo("/activities/0/factor/unit");
    }

    @Test
    void refusesARateWhereTheFactorIsPerYearToo() {
        FieldError error = Refusals.refusal("\"type\":\"custom\",\"scope\":1,\"unit\":\"m2/year\","
                + "\"factor\":{\"value\":50,\"unit\":\"kgCO2e/m2/year\"}");

        assertThat(error.pointer()).isEqualTo("/activities/0/unit");
        assertThat(error.message()).contains("m²·a");
    }

    private static String quoted(String members) {
        return members.replaceAll("(\\p{L}[^:,{}]*)", "\"$1\"");
    }
}
