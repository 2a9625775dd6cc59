package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.esmap.ai.core.quantities.Units;

class EmissionPropertiesTest {
    private static final List<String> ACTIVITIES = List.of(
            "{\"type\":\"electricity\",\"unit\":\"kWh\",\"region\":\"GB\",\"period\":\"2025\",\"amount\":%s}",
            "{\"type\":\"electricity\",\"unit\":\"MWh\",\"region\":\"IN\",\"period\":\"2020\",\"amount\":%s}",
            "{\"type\":\"fuel\",\"fuel\":\"diesel\",\"unit\":\"t\",\"amount\":%s}",
            "{\"type\":\"fuel\",\"fuel\":\"natural-gas\",\"unit\":\"GJ\",\"cvBasis\":\"gross\",\"amount\":%s}",
            "{\"type\":\"fuel\",\"fuel\":\"wood\",\"unit\":\"TJ\",\"cvBasis\":\"net\",\"amount\":%s}",
            "{\"type\":\"refrigerant\",\"gas\":\"R-404A\",\"unit\":\"kg\",\"amount\":%s}",
            "{\"type\":\"transport\",\"mode\":\"freight-train\",\"unit\":\"tkm\",\"region\":\"GB\",\"period\":\"2021\",\"amount\":%s}");

    @Provide
    Arbitrary<String> activities() {
        return Arbitraries.of(ACTIVITIES);
    }

    @Property(tries = 100)
    void emissionsAreLinearInTheAmount(
            @ForAll("activities") String activity,
            @ForAll @BigRange(min = "0", max = "1000000") @Scale(4) BigDecimal amount,
            @ForAll @IntRange(min = 0, max = 1000) int times) {
        BigDecimal once = Calculator.co2e(activity.formatted(amount.toPlainString()));
        BigDecimal often = Calculator.co2e(
                activity.formatted(amount.multiply(BigDecimal.valueOf(times)).toPlainString()));

        near(often, once.multiply(BigDecimal.valueOf(times)));
    }

    @Property(tries = 100)
    void emissionsAddUpOverLines(
            @ForAll("activities") String one,
            @ForAll("activities") String other,
            @ForAll @BigRange(min = "0", max = "1000000") @Scale(4) BigDecimal amount) {
        String first = one.formatted(amount.toPlainString());
        String second = other.formatted(amount.toPlainString());

        near(Calculator.co2e(first, second), Calculator.co2e(first).add(Calculator.co2e(second)));
    }

    @Property(tries = 100)
    void emissionsDoNotDependOnTheUnit(
            @ForAll("units") Map.Entry<String, List<String>> kind,
            @ForAll @IntRange(min = 0, max = 5) int pick,
            @ForAll @BigRange(min = "0", max = "1000000") @Scale(4) BigDecimal amount) {
        List<String> units = kind.getValue();
        String unit = units.get(pick % units.size());
        BigDecimal inUnit = Units.standard()
                .require(units.get(0))
                .convert(amount, Units.standard().require(unit));

        near(
                Calculator.co2e(kind.getKey().formatted(unit, inUnit.toPlainString())),
                Calculator.co2e(kind.getKey().formatted(units.get(0), amount.toPlainString())));
    }

    @Provide
    Arbitrary<Map.Entry<String, List<String>>> units() {
        return Arbitraries.of(List.of(
                Map.entry(
                        "{\"type\":\"electricity\",\"region\":\"GB\",\"period\":\"2025\",\"unit\":\"%s\",\"amount\":%s}",
                        List.of("kWh", "MWh", "GJ", "MMBtu", "toe", "therm")),
                Map.entry(
                        "{\"type\":\"fuel\",\"fuel\":\"diesel\",\"unit\":\"%s\",\"amount\":%s}",
                        List.of("t", "kg", "lb", "short ton", "long ton", "kt")),
                Map.entry(
                        "{\"type\":\"fuel\",\"fuel\":\"lignite\",\"cvBasis\":\"gross\",\"unit\":\"%s\",\"amount\":%s}",
                        List.of("GJ", "kWh", "Mtoe", "tce", "Gcal", "quad")),
                Map.entry(
                        "{\"type\":\"transport\",\"mode\":\"freight-train\",\"region\":\"GB\",\"period\":\"2021\","
                                + "\"unit\":\"%s\",\"amount\":%s}",
                        List.of("tkm", "short ton-mile", "ktkm"))));
    }

    private static void near(BigDecimal found, BigDecimal expected) {
        assertThat(found.subtract(expected).abs())
                .isLessThanOrEqualTo(expected.abs().movePointLeft(30));
    }
}
