package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of the Open Emission Factors DB that the bundle holds are those that they say they are. */
class OefdbTest {
    private static final List<Row> ROWS = Row.parse("oefdb.csv", Calculator.BUNDLE.text("oefdb.csv"), Map.of());

    /** A fuel takes one share of its own emissions to bring, whatever burns it; a rotated column shows here. */
    @Test
    void holdsEmissionsBeforeUseInOneRatioToThoseOfUse() {
        Map<String, BigDecimal> direct = ROWS.stream()
                .filter(row -> isTransport(row, "direct"))
                .collect(Collectors.toMap(OefdbTest::place, OefdbTest::co2e));
        Map<String, Map<String, BigDecimal>> kinds = new HashMap<>();
        for (Row row : ROWS) {
            BigDecimal burnt = direct.get(place(row));
            if (isTransport(row, "upstream") && burnt != null) {
                kind(row)
                        .ifPresent(kind -> kinds.computeIfAbsent(kind, k -> new HashMap<>())
                                .put(place(row), co2e(row).divide(burnt, MathContext.DECIMAL64)));
            }
        }
        assertThat(kinds).hasSizeGreaterThan(15);
        kinds.forEach((kind, ratios) -> {
            List<BigDecimal> sorted =
                    new ArrayList<>(ratios.values().stream().sorted().toList());
            BigDecimal median = sorted.get(sorted.size() / 2);
            assertThat(ratios)
                    .as(kind)
                    .allSatisfy((place, ratio) ->
                            assertThat(ratio).as(place).isCloseTo(median, Percentage.withPercentage(5)));
        });
    }

    private static boolean isTransport(Row row, String boundary) {
        return row.text("type").equals("transport")
                && row.text("boundary").equals(boundary)
                && row.optional("co2e").isPresent();
    }

    private static BigDecimal co2e(Row row) {
        return row.decimal("co2e").orElseThrow();
    }

    /** The source heads some rows of emissions before use otherwise than those of use. */
    private static String item(Row row) {
        return row.text("item")
                .replaceFirst("-wtt(?=/|$)", "")
                .replace("delivery-vehicles-and-freight", "delivery-vehicle");
    }

    private static String place(Row row) {
        return String.join(
                " ", item(row), row.text("region"), row.text("year"), row.text("unit"), row.text("publisher"));
    }

    /** Vehicles of one fuel; empty where the fuel is a mix. */
    private static Optional<String> kind(Row row) {
        List<String> parts = List.of(item(row).split("/"));
        String head = parts.get(0);
        String fuel = parts.stream()
                .filter(List.of("diesel", "petrol", "lpg", "cng", "hev", "rf-included", "rf-excluded")::contains)
                .collect(Collectors.joining(" "));
        boolean one = Stream.of("sea-freight", "passenger-ferry").anyMatch(head::equals);
        return fuel.isEmpty() && !one ? Optional.empty() : Optional.of(row.text("publisher") + " " + head + " " + fuel);
    }

    /** Rows that the source's ids name otherwise than its names do. */
    @ParameterizedTest
    @CsvSource({
        "3793, passenger-flight/international/short-haul-lt-3700km/rf-included",
        "3709, freight-flight/international/short-haul-lt-3700km/rf-included",
        "3821, passenger-flight/medium-haul-gt-1000km-lt-3500km/rf-included",
        "3919, freight-vehicle/van/diesel/lt-3.5t",
        "3948, freight-vehicle/hgv-articulated/diesel/gt-33t/100",
        "4138, sea-freight/bulk-carrier/gt-200000dwt",
        "4171, sea-freight/tanker/gt-20000dwt",
        "4172, sea-freight/tanker/gt-20000dwt",
        "4211, sea-freight/container/international/60000t/bunker-c-oil",
        "4225, sea-freight/container/inland-western-europe/110m",
        "4281, sea-freight/cargo/inland-western-europe/110m",
        "4430, passenger-vehicle/luxury-car/bev",
        "5115, delivery-vehicle/hgv-rigid/diesel/gt-7.5t-lt-17t/100"
    })
    void namesItemsAsTheSourceNamesThem(int line, String item) {
        assertThat(ROWS)
                .filteredOn(row -> row.text("page").endsWith(", line " + line))
                .singleElement()
                .satisfies(row -> assertThat(row.text("item")).isEqualTo(item));
    }
}
