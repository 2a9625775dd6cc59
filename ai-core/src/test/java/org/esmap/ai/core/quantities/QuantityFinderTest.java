package org.esmap.ai.core.quantities;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.esmap.ai.core.quantities.FoundQuantity.Normalized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityFinderTest {
    private static final QuantityFinder FINDER = new QuantityFinder(Units.standard());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    It has 50 GW of solar.                       | 50 GW                          | 50       | GW
                    They cut 1.5 million tonnes of CO2 a year.   | 1.5 million tonnes of CO2 a year | 1500000 | tCO2/a
                    The grid emits 120 gCO2/kWh now.             | 120 gCO2/kWh                   | 120      | gCO2/kWh
                    About 45 per cent of homes have power.       | 45 per cent                    | 45       | %
                    It cooled to -18 °C overnight.               | -18 °C                         | -18      | °C
                    It fell by 1.4 percentage points.            | 1.4 percentage points          | 1.4      | pp
                    Outages lasted eleven hours a day.           | eleven hours a day             | 11       | h/d
                    Twenty-five megawatts were lost.             | Twenty-five megawatts          | 25       | MW
                    A six-month delay.                           | six-month                      | 6        | month
                    Power costs $89/MWh here.                    | $89/MWh                        | 89       | USD/MWh
                    Power costs 1.29 US cents per kWh here.      | 1.29 US cents per kWh          | 0.0129   | USD/kWh
                    A penalty of €40 a tonne.                    | €40 a tonne                    | 40       | EUR/t
                    (a plant of 1,020 MW)                        | 1,020 MW                       | 1020     | MW
                    A line of ±800 kV.                           | ±800 kV                        | 800      | kV
                    """)
    void findsQuantities(String text, String span, BigDecimal value, String unit) {
        FoundQuantity found = only(text, Kind.METRIC);
        assertThat(found.in(text)).isEqualTo(span);
        assertThat(found.normalized().value()).isEqualByComparingTo(value);
        assertThat(found.normalized().unit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    between 40 and 60 GW by then     | 40 and 60 GW            | 40      | 60      | GW
                    saves 1.2-1.5 million tonnes     | 1.2-1.5 million tonnes  | 1200000 | 1500000 | t
                    from 15 to 32 per cent           | 15 to 32 per cent       | 15      | 32      | %
                    between 10% and 15% of it        | 10% and 15%             | 10      | 15      | %
                    at 78 ± 0.6 % of full load       | 78 ± 0.6 %              | 77.4    | 78.6    | %
                    """)
    void findsRanges(String text, String span, BigDecimal low, BigDecimal high, String unit) {
        FoundQuantity found = only(text, Kind.METRIC);
        assertThat(found.in(text)).isEqualTo(span);
        assertThat(found.normalized().low()).isEqualByComparingTo(low);
        assertThat(found.normalized().high()).isEqualByComparingTo(high);
        assertThat(found.normalized().unit()).isEqualTo(unit);
    }

    @Test
    void keepsTheEndsOfARiseApart() {
        assertThat(FINDER.find("It rose from 25.9% to 70% of homes."))
                .extracting(q -> q.normalized().value().toPlainString())
                .containsExactly("25.9", "70");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    It cost $2.3 billion.          | $2.3 billion     | 2300000000 | USD
                    It cost Rs 12,468 crore.       | Rs 12,468 crore  | 124680000000 | INR
                    It cost £1.8-2.0 billion.      | £1.8-2.0 billion | 1900000000 | GBP
                    It cost two million shillings. | two million shillings | 2000000 | KES
                    It cost XOF 180bn in all.      | XOF 180bn        | 180000000000 | XOF
                    It cost €1.40 in all.          | €1.40            | 1.4 | EUR
                    """)
    void findsMoney(String text, String span, BigDecimal value, String currency) {
        FoundQuantity found = only(text, Kind.MONEY);
        assertThat(found.in(text)).isEqualTo(span);
        assertThat(found.normalized().value()).isEqualByComparingTo(value);
        assertThat(found.normalized().siUnit()).isEqualTo(currency);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    signed on 16 November 2023 in Oslo | 16 November 2023 | 2023-11-16
                    signed on March 5, 2021 in Oslo    | March 5, 2021    | 2021-03-05
                    due in May 2025, at last           | May 2025         | 2025-05
                    in Q2 2026 at last                 | Q2 2026          | 2026-Q2
                    for 2024/25 only                   | 2024/25          | 2024/2025
                    the 1980s were cold                | 1980s            | 1980/1989
                    by 2030.                           | 2030             | 2030
                    on 2024-11-05 at noon              | 2024-11-05       | 2024-11-05
                    from 14 to 19 April 2024           | 14 to 19 April 2024 | 2024-04-14/2024-04-19
                    """)
    void findsDates(String text, String span, String iso) {
        FoundQuantity found = only(text, Kind.DATE);
        assertThat(found.in(text)).isEqualTo(span);
        assertThat(found.date()).isEqualTo(iso);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "See Fig. 3 and Table 12.",
                "COP29 is near.",
                "A Boeing 747 flew.",
                "It is known [12, 13].",
                "H2 and CO2",
                "A320",
                "one of them"
            })
    void leavesNamesWithNumbersAlone(String text) {
        assertThat(FINDER.find(text)).isEmpty();
    }

    @Test
    void convertsToSi() {
        Normalized normalized = only("It emits 120 gCO2/kWh.", Kind.METRIC).normalized();
        assertThat(normalized.siUnit()).isEqualTo("kg/J");
        assertThat(normalized.siValue().doubleValue())
                .isCloseTo(0.12 / 3.6e6, org.assertj.core.data.Offset.offset(1e-15));
        assertThat(normalized.quantity()).isEqualTo("emission intensity of energy");
    }

    @Property(tries = 1000)
    void whatIsFoundIsInOrderAndNeverOverlaps(@ForAll("texts") String text) {
        int last = 0;
        for (FoundQuantity found : FINDER.find(text)) {
            assertThat(found.start()).isGreaterThanOrEqualTo(last);
            assertThat(found.end()).isGreaterThan(found.start()).isLessThanOrEqualTo(text.length());
            assertThat(found.in(text).strip()).isEqualTo(found.in(text));
            last = found.end();
        }
    }

    @Test
    void takesTimeInProportionToTheText() {
        for (String hard : List.of("1,", "1-", "one ", "$", "1 to ", "9", "2024-", "1 m/s/", "1 t of ", "-", "(1,")) {
            String text = hard.repeat(20_000 / hard.length());
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            FINDER.find(text);
            long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            assertThat(spent / 1_000_000).as(hard).isLessThan(3_000);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "5", "1,200", "0.5", " ", " ", "-", "–", "to", "and", "between", "MW", "GWh", "per", "a", "year", "/",
                "$", "€", "million", "tonnes", "of", "CO2", "%", "°C", "2030", "May", "Q1", "(", ")", ".", ",", "one",
                "hundred", "USD", "R", "😀", "±", "×", "10", "x", "\n", "the", "in", "e5");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(25).map(parts -> String.join("", parts)),
                pieces.list().ofMaxSize(25).map(parts -> String.join(" ", parts)),
                Arbitraries.strings().ofMaxLength(60));
    }

    private static FoundQuantity only(String text, Kind kind) {
        List<FoundQuantity> found =
                FINDER.find(text).stream().filter(q -> q.kind() == kind).toList();
        assertThat(found).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
        return found.get(0);
    }
}
