package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The IPCC tables of the bundle against a second reading of the same pages: Vol 2 Ch 1 Table 1.2 (p. 1.18 to 1.19), Table 1.3
 * (p. 1.21 to 1.22) and Table 1.4 (p. 1.23 to 1.24), Ch 2 Table 2.2 (p. 2.16 to 2.17), as transcribed by
 * github.com/ava-jahlee/carbontrace, commit 67d8af80e95ae6f9b8b906d219744ecb553f370f, scripts/build_verified_ipcc_ch1.py and _ch2.py.
 */
class IpccFuelsTest {
    private static final Path BUNDLE = Path.of("src/main/resources/models/emission-calculator/1.0.0");
    private static final BigDecimal CO2_PER_CARBON =
            new BigDecimal(44).divide(new BigDecimal(12), MathContext.DECIMAL64);

    private final Map<String, Row> fuels = byItem(BUNDLE.resolve("fuels-ipcc.csv"));
    private final Map<String, Row> calorificValues = byItem(BUNDLE.resolve("calorific-values.csv"));
    private final Map<String, Row> mobile = byItem(BUNDLE.resolve("mobile-ipcc.csv"));
    private final Map<String, Row> secondMobile =
            byItem(Path.of("src/test/resources/emissioncalculator/ipcc-mobile-second-source.csv"));
    private final Map<String, Row> second =
            byItem(Path.of("src/test/resources/emissioncalculator/ipcc-second-source.csv"));

    @Test
    void holdsWhatASecondReadingOfTheTablesHolds() {
        assertThat(fuels.keySet()).isEqualTo(second.keySet()).hasSize(53);
        second.forEach((item, row) -> {
            assertSame(item, co2(item), row.decimal("co2"));
            assertSame(item, fuels.get(item).decimal("ch4"), row.decimal("ch4"));
            assertSame(item, fuels.get(item).decimal("n2o"), row.decimal("n2o"));
            assertSame(item, calorificValues.get(item).decimal("ncv"), row.decimal("ncv"));
        });
    }

    /** Table 1.4 is Table 1.3 times 44/12 with full oxidation, printed to three digits; its last one is off by one at most. */
    @Test
    void followsFromTheCarbonContent() {
        second.forEach((item, row) -> {
            BigDecimal derived = row.decimal("carbonKgPerGj").orElseThrow().multiply(CO2_PER_CARBON);
            BigDecimal printed = co2(item).orElseThrow().movePointLeft(3);
            BigDecimal lastDigit =
                    printed.round(new MathContext(3, RoundingMode.HALF_UP)).ulp();
            assertThat(derived.subtract(printed).abs()).as(item).isLessThanOrEqualTo(lastDigit);
        });
    }

    /** Against OpenAMEE/datasets (rail, ships) and themisiqco/themisiq (road, off-road), which read the same chapter. */
    @Test
    void holdsWhatASecondReadingOfMobileCombustionHolds() {
        assertThat(mobile.keySet()).isEqualTo(secondMobile.keySet());
        secondMobile.forEach((item, row) -> {
            assertSame(item, mobile.get(item).decimal("ch4"), row.decimal("ch4"));
            assertSame(item, mobile.get(item).decimal("n2o"), row.decimal("n2o"));
            String fuel = item.substring(0, item.indexOf('/'));
            assertSame(item, mobile.get(item).decimal("co2"), fuels.get(fuel).decimal("co2"));
        });
    }

    @Test
    void liesWithinItsLimits() {
        Map<String, Row> all = new HashMap<>(fuels);
        all.putAll(mobile);
        all.forEach((item, row) -> {
            for (String gas : List.of("co2", "biogenicCo2", "ch4", "n2o")) {
                row.decimal(gas + "Low")
                        .ifPresent(low -> assertThat(row.decimal(gas).orElseThrow())
                                .as(item + " " + gas)
                                .isBetween(low, row.decimal(gas + "High").orElseThrow()));
            }
        });
    }

    private Optional<BigDecimal> co2(String item) {
        Row row = fuels.get(item);
        return row.decimal("biogenicCo2").or(() -> row.decimal("co2"));
    }

    private static void assertSame(String item, Optional<BigDecimal> ours, Optional<BigDecimal> theirs) {
        assertThat(ours.map(BigDecimal::stripTrailingZeros))
                .as(item)
                .isEqualTo(theirs.map(BigDecimal::stripTrailingZeros));
    }

    private static Map<String, Row> byItem(Path file) {
        try {
            return Row.parse(file.getFileName().toString(), Files.readString(file), Map.of()).stream()
                    .collect(Collectors.toMap(row -> row.text("item"), Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
