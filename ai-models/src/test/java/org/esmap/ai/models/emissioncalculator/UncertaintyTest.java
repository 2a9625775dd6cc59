package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Expected half-widths are calculated apart, from the limits in the IPCC's tables and equations 3.1 and 3.2. */
class UncertaintyTest {
    private static final String ENERGY =
            "{\"type\":\"fuel\",\"fuel\":\"%s\",\"amount\":1,\"unit\":\"TJ\",\"cvBasis\":\"net\"}";
    private static final String MASS = "{\"type\":\"fuel\",\"fuel\":\"%s\",\"amount\":10,\"unit\":\"t\"}";

    private static double halfWidth(String... activities) {
        return Calculator.answer(activities).at("/total/uncertaintyPct").doubleValue();
    }

    @Test
    void sharesTheFactorButNotTheCalorificValueWithALineGivenAsEnergy() {
        assertThat(halfWidth(ENERGY.formatted("diesel"), MASS.formatted("diesel")))
                .isCloseTo(2.375174393625418, within(1e-12));
    }

    @Test
    void sharesTheCarbonOfAFuelBetweenItsUses() {
        String road = "gas-diesel-oil/road";
        assertThat(halfWidth(ENERGY.formatted("diesel"), ENERGY.formatted(road)))
                .isCloseTo(2.4841451598206508, within(1e-12));
        assertThat(halfWidth(MASS.formatted("diesel"), MASS.formatted(road)))
                .isCloseTo(4.473957864198716, within(1e-12));
    }

    @Test
    void namesTheSharedFiguresInOneOrder() {
        JsonNode correlated = Calculator.answer(MASS.formatted("diesel"), MASS.formatted("diesel"))
                .at("/total/uncertainty/correlated");

        assertThat(correlated.findValuesAsText("factor"))
                .containsExactly(
                        "CO2 of gas-diesel-oil: 74100 kg/TJ",
                        "ipcc-2006:fuel:gas-diesel-oil:WORLD:any:direct:TJ-net",
                        "calorific value of gas-diesel-oil");
    }

    @Test
    void gainsNothingByCuttingALineInTwo() {
        String line = "{\"type\":\"custom\",\"amount\":%d,\"unit\":\"kWh\",\"scope\":1,"
                + "\"factor\":{\"value\":2,\"unit\":\"kgCO2e/kWh\",\"gwp\":\"AR5\",\"uncertaintyPct\":%s}}";

        assertThat(halfWidth(line.formatted(5, "10"), line.formatted(5, "10.0")))
                .isEqualTo(10);
        assertThat(halfWidth(line.formatted(5, "10"), line.formatted(5, "20")))
                .isCloseTo(Math.sqrt(125), within(1e-12));
    }

    @Test
    void isCertainOfNothing() {
        JsonNode answer = Calculator.answer(
                "{\"type\":\"electricity\",\"amount\":0,\"unit\":\"kWh\",\"region\":\"GB\",\"period\":\"2025\"}");

        for (String at : new String[] {"/total", "/lines/0"}) {
            assertThat(answer.at(at + "/lowKg").decimalValue()).isZero();
            assertThat(answer.at(at + "/highKg").decimalValue()).isZero();
            assertThat(answer.at(at + "/uncertaintyPct").isNull()).isTrue();
        }
        assertThat(answer.at("/total/uncertainty/factorsNotQuantified")).isEmpty();
    }
}
