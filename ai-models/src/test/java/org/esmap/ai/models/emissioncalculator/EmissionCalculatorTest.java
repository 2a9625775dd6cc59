package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Percentage;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmissionCalculatorTest {
    private static final String GRID =
            "{\"type\":\"electricity\",\"amount\":1000,\"unit\":\"kWh\",\"region\":\"GB\",\"period\":\"2025\"}";

    @Test
    void stepsReproduceEveryLine() throws Exception {
        String example = Calculator.BUNDLE.text("example.json");
        JsonNode input =
                org.esmap.ai.core.model.StrictJson.MAPPER.readTree(example).get("input");
        JsonNode answer = (JsonNode) Calculator.predict(input.toString()).output();

        for (JsonNode line : answer.get("lines")) {
            JsonNode steps = line.get("steps");
            steps.forEach(EmissionCalculatorTest::repeats);
            line.at("/market/steps").forEach(EmissionCalculatorTest::repeats);
            assertThat(steps.get(steps.size() - 1).get("result").decimalValue())
                    .isEqualByComparingTo(line.get("co2eKg").decimalValue());
        }
    }

    private static void repeats(JsonNode step) {
        List<BigDecimal> operands = StreamSupport.stream(step.get("operands").spliterator(), false)
                .map(JsonNode::decimalValue)
                .toList();
        BigDecimal repeated = operands.stream()
                .reduce((a, b) -> switch (step.get("operator").asText()) {
                    case "×" -> a.multiply(b);
                    case "÷" -> a.divide(b, MathContext.DECIMAL128);
                    default -> a.add(b);
                })
                .orElseThrow();
        BigDecimal result = step.get("result").decimalValue();
        assertThat(repeated.subtract(result).abs())
                .as(step.get("formula").asText())
                .isLessThanOrEqualTo(result.abs().movePointLeft(30));
    }

    @Test
    void partsAddUpToTheTotal() {
        JsonNode gases = Calculator.answer(GRID).at("/total/gases");
        BigDecimal sum = StreamSupport.stream(gases.spliterator(), false)
                .map(gas -> gas.get("co2eKg").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(sum).isEqualByComparingTo("177");
    }

    @Test
    void holdsAGridFactorForEveryCountryOfItsSources() {
        FactorSet factors = new FactorSet(Calculator.BUNDLE);

        assertThat(factors.regionsOf(ActivityType.ELECTRICITY, "grid", null)).hasSizeGreaterThan(226);
    }

    @Test
    void holdsThirtyFuelsOnBothCalorificBases() {
        List<String> fuels = Row.parse(
                        "calorific-values.csv", Calculator.BUNDLE.text("calorific-values.csv"), java.util.Map.of())
                .stream()
                .filter(row -> row.optional("netPerGross").isPresent())
                .map(row -> row.text("item"))
                .toList();

        assertThat(fuels).hasSizeGreaterThanOrEqualTo(30).allSatisfy(fuel -> {
            for (String basis : List.of("net", "gross")) {
                assertThat(Calculator.co2e("{\"type\":\"fuel\",\"fuel\":\"" + fuel
                                + "\",\"amount\":1,\"unit\":\"GJ\",\"cvBasis\":\"" + basis + "\"}"))
                        .isPositive();
            }
        });
    }

    @Test
    void citesEveryFactor() {
        for (Dataset dataset : FactorTables.of(Calculator.BUNDLE).datasets()) {
            assertThat(dataset.licence()).isNotBlank();
            assertThat(Row.parse(dataset.file(), Calculator.BUNDLE.text(dataset.file()), dataset.defaults()))
                    .isNotEmpty()
                    .allSatisfy(row -> {
                        assertThat(row.optional("page").orElse("")).isNotBlank();
                        assertThat(row.optional("url").orElse(dataset.url())).startsWith("https://");
                        assertThat(row.optional("publisher").orElse(dataset.publisher()))
                                .isNotBlank();
                    });
        }
        JsonNode leak = Calculator.answer("{\"type\":\"refrigerant\",\"gas\":\"R-32\",\"amount\":1,\"unit\":\"kg\"}");
        assertThat(leak.at("/lines/0/factor/page").asText()).isEqualTo("WG1 Table 8.A.1");
    }

    @ParameterizedTest
    @CsvSource({
        "tkm, kgCO2e/t/km",
        "tkm, kgCO2e per tonne per km",
        "m2·year, kgCO2e/m2/a",
        "kWh, kgCO2e/kWh",
        "year, kgCO2e/a"
    })
    void dividesByWhatFollowsEverySlash(String unit, String factor) {
        assertThat(Calculator.co2e("{\"type\":\"custom\",\"amount\":1000,\"unit\":\"" + unit
                        + "\",\"scope\":3,\"factor\":{\"value\":0.1,\"unit\":\"" + factor + "\"}}"))
                .isEqualByComparingTo("100");
    }

    @Test
    void knowsDieselPerGallonInTheUnitedStates() {
        JsonNode line = Calculator.answer("{\"type\":\"fuel\",\"fuel\":\"diesel\",\"amount\":100,\"unit\":\"US gal\","
                        + "\"region\":\"US\",\"period\":\"2022\"}")
                .at("/lines/0");

        // 10.21 + 0.00041 x 28 + 0.00008 x 265, EPA GHG Emission Factors Hub 2022
        assertThat(line.get("co2eKg").decimalValue()).isEqualByComparingTo("1024.268");
    }

    @Test
    void recomputesThePublishedTotalsOfGasByGasRows() {
        FactorSet factors = new FactorSet(Calculator.BUNDLE);
        Weighing ar4 = new Weighing(factors.gwps(), GwpSet.AR4);
        List<Factor> anthracite = factors.factors(ActivityType.FUEL, "anthracite", "US").stream()
                .filter(f -> f.publisher().equals("GHG Protocol"))
                .toList();

        assertThat(anthracite).isNotEmpty().allSatisfy(factor -> {
            BigDecimal ar5 = new Weighing(factors.gwps(), GwpSet.AR5)
                    .weigh(factor)
                    .perUnit()
                    .total();
            assertThat(ar5).isEqualByComparingTo("104.422");
            assertThat(ar4.weigh(factor).perUnit().total()).isEqualByComparingTo("104.4418");
        });
    }

    @Test
    void saysWhatItTookForGranted() {
        List<Warning> warnings = Calculator.predict(
                        "{\"gwp\":\"AR5\",\"activities\":[{\"type\":\"electricity\",\"amount\":1,\"unit\":\"kWh\",\"region\":\"KE\"},"
                                + "{\"type\":\"fuel\",\"fuel\":\"lignite\",\"amount\":1,\"unit\":\"t\",\"region\":\"KE\"}]}")
                .warnings();

        assertThat(warnings.stream().map(Warning::code).collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "newest-year",
                        "gwp-unstated",
                        "lifecycle-boundary",
                        "no-instruments",
                        "default-factor",
                        "uncertainty-unknown"));
    }

    @ParameterizedTest
    @CsvSource({
        "725, , true",
        "3.01, , true",
        "3, , false",
        "725, gCO2e/kWh, false",
        "725, kgCO2e/MWh, false",
        "900, kgCO2/GJ, true",
        "0.2, kgCH4/kWh, true"
    })
    void warnsOfAMarketFactorThatNoPlantCanHave(String factor, String unit, boolean warned) {
        String market =
                "\"market\":{\"factor\":" + factor + (unit == null ? "" : ",\"unit\":\"" + unit + "\"") + "},\"type\"";

        assertThat(Calculator.predict("{\"gwp\":\"AR6\",\"activities\":[" + GRID.replace("\"type\"", market) + "]}")
                        .warnings())
                .extracting(Warning::code)
                .satisfies(codes ->
                        assertThat(codes.contains("market-factor-unusual")).isEqualTo(warned));
    }

    @Test
    void namesEveryWrongPlaceAtOnce() {
        assertThatThrownBy(() -> Calculator.answer(
                        GRID.replace("GB", "Atlantis"),
                        GRID,
                        GRID.replace("kWh", "pounds of coal"),
                        GRID.replace("2025", "2031")))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors().stream().map(FieldError::pointer))
                                .containsExactly("/activities/0/region", "/activities/2/unit", "/activities/3/period"));
    }

    @Test
    void suggestsRegionsNearAMisspeltOne() {
        assertThatThrownBy(() -> Calculator.answer(GRID.replace("\"GB\"", "\"United Kingdon\"")))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors().get(0).allowed()).contains("GB"));
    }

    @ParameterizedTest
    @CsvSource({
        "t-nmi, freight-train, GB, 1.852",
        "tonne-mile, freight-train, GB, 1.609344",
        "person-km, national rail, GB, 1"
    })
    void convertsTransportWork(String unit, String mode, String region, BigDecimal kilometres) {
        String line = "{\"type\":\"transport\",\"mode\":\"" + mode + "\",\"amount\":%s,\"unit\":\"%s\",\"region\":\""
                + region + "\",\"period\":2021}";
        String kilometre = unit.startsWith("p") ? "pkm" : "tkm";

        assertThat(Calculator.co2e(line.formatted(1, unit)))
                .isCloseTo(Calculator.co2e(line.formatted(kilometres, kilometre)), Percentage.withPercentage(1e-25));
    }

    @Test
    void leavesUnquantifiedUncertaintyOpen() {
        JsonNode line = Calculator.answer(GRID).at("/lines/0");

        assertThat(line.get("uncertaintyPct").isNull()).isTrue();
        assertThat(line.get("lowKg").isNull()).isTrue();
    }

    @Test
    void namesTheCalorificValueThatLeadsPastTheFactorOfTheYear() {
        String fuel = "{\"type\":\"fuel\",\"fuel\":\"diesel-average-biofuel-blend\",\"amount\":10,\"unit\":\"L\","
                + "\"region\":\"GB\",\"period\":\"2025\",\"boundary\":\"upstream\"%s}";
        assertThat(Calculator.answer(fuel.formatted("")).get("lines")).hasSize(1);

        String energy = ",\"calorificValue\":{\"value\":36,\"unit\":\"MJ/L\",\"basis\":\"net\"}";
        assertThatThrownBy(() -> Calculator.answer(fuel.formatted(energy)))
                .isInstanceOfSatisfying(
                        AiException.class,
                        e -> assertThat(e.errors()).singleElement().satisfies(f -> {
                            assertThat(f.pointer()).isEqualTo("/activities/0/period");
                            assertThat(f.message()).contains("Leave the calorific value out", "per L");
                        }));
    }
}
