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
                    They moved 500m tonnes then.                 | 500m tonnes                    | 500000000 | t
                    They pump 4m barrels a day.                  | 4m barrels a day               | 4000000  | bbl/d
                    They built 2x660 MW there.                   | 660 MW                         | 660      | MW
                    It was invested in 2000 MW of it.            | 2000 MW                        | 2000     | MW
                    It holds ...5 MW so far.                     | 5 MW                           | 5        | MW
                    A line of 10 KV.                             | 10 KV                          | 10       | kV
                    It stands at 45° N by the sea.               | 45°                            | 45       | deg
                    It is hot, and tilted by 30 degrees.         | 30 degrees                     | 30       | deg
                    It saves .5 MW at night.                     | .5 MW                          | 0.5      | MW
                    It stored 10^6 t so far.                     | 10^6 t                         | 1000000  | t
                    It stored 2.5 × 10⁶ t so far.                | 2.5 × 10⁶ t                    | 2500000  | t
                    They dug 12,34,567 tonnes.                   | 12,34,567 tonnes               | 1234567  | t
                    Power costs 5 c/kWh here.                    | 5 c/kWh                        | 0.05     | USD/kWh
                    Power costs US¢ 14/kWh here.                 | US¢ 14/kWh                     | 0.14     | USD/kWh
                    Capacity costs $120 per kW-year.             | $120 per kW-year               | 120      | USD/kW/a
                    It stores 2 GW-hours.                        | 2 GW-hours                     | 2        | GWh
                    It fell by 12% year-on-year.                 | 12%                            | 12       | %
                    A 10 kWh home battery.                       | 10 kWh                         | 10       | kWh
                    Two 150 kW EV chargers.                      | 150 kW                         | 150      | kW
                    They use 40 thousand tonnes of oil equivalent. | 40 thousand tonnes of oil equivalent | 40000 | toe
                    They emit 4.7 tonnes per head.               | 4.7 tonnes per head            | 4.7      | t/person
                    They emit 30 Mt p.a. in all.                 | 30 Mt p.a.                     | 30       | Mt/a
                    They pump 101 million b/d now.               | 101 million b/d                | 101000000 | bbl/d
                    A terminal of 8 mtpa.                        | 8 mtpa                         | 8        | Mtpa
                    It burns 7.3 L/100 km.                       | 7.3 L/100 km                   | 7.3      | L/100 km
                    It cooled to minus 5 °C.                     | minus 5 °C                     | -5       | °C
                    In summer it is 31 ℃ there.                  | 31 ℃                           | 31       | °C
                    The climate warms by 1.5 degrees.            | 1.5 degrees                    | 1.5      | °C
                    It was tilted by 30 degrees.                 | 30 degrees                     | 30       | deg
                    Keep warming below 2C for all.               | 2C                             | 2        | °C
                    It warms by 0.2 °C per decade.               | 0.2 °C per decade              | 0.2      | K/decade
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
                    from 800,000 to 1.2 million tonnes | 800,000 to 1.2 million tonnes | 800000 | 1200000 | t
                    from -10 to 20 °C in all         | -10 to 20 °C            | -10     | 20      | °C
                    between −5 and −10 per cent      | −5 and −10 per cent     | -10     | -5      | %
                    between -3.5 to -2.1 %           | -3.5 to -2.1 %          | -3.5    | -2.1    | %
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
    @ValueSource(
            strings = {
                "from 60 Mt in 2019 to 85 million tonnes",
                "It falls by 2030 to 85 million tonnes.",
                "in 2020 to 3000 MW"
            })
    void takesNoYearForTheLowerEndOfARange(String text) {
        assertThat(FINDER.find(text))
                .allSatisfy(
                        q -> assertThat(q.normalized() == null || q.normalized().low() == null)
                                .isTrue());
        assertThat(FINDER.find(text)).anyMatch(q -> q.kind() == Kind.DATE);
    }

    @Test
    void readsAPriceForEachOfSomething() {
        assertThat(only("a penalty of EUR 100 for each tonne of CO2", Kind.METRIC)
                        .normalized()
                        .unit())
                .isEqualTo("EUR/tCO2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    It cost $2.3 billion.          | $2.3 billion     | 2300000000 | USD
                    It cost Rs 12,468 crore.       | Rs 12,468 crore  | 124680000000 | INR
                    It cost £1.8-2.0 billion.      | £1.8-2.0 billion | 1900000000 | GBP
                    It cost two million shillings. | two million shillings | 2000000 | KES
                    It cost XOF 180bn in all.      | XOF 180bn        | 180000000000 | XOF
                    It cost ₹1.5 lakh crore.       | ₹1.5 lakh crore  | 1500000000000 | INR
                    It cost ₹500 Cr in all.        | ₹500 Cr          | 5000000000 | INR
                    It cost Rs. 2,50,000 in all.   | Rs. 2,50,000     | 250000 | INR
                    It cost USD 1.250.000,50 then. | USD 1.250.000,50 | 1250000.5 | USD
                    It cost USD 12.5 trn in all.   | USD 12.5 trn     | 12500000000000 | USD
                    It cost $1.3tr in all.         | $1.3tr           | 1300000000000 | USD
                    It cost $5bil in all.          | $5bil            | 5000000000 | USD
                    It cost $30MM in all.          | $30MM            | 30000000 | USD
                    It cost €1,5 Mrd in all.       | €1,5 Mrd         | 1500000000 | EUR
                    It cost 20 MEUR in all.        | 20 MEUR          | 20000000 | EUR
                    It cost 20 M€ in all.          | 20 M€            | 20000000 | EUR
                    A loss of minus $3 billion.    | minus $3 billion | -3000000000 | USD
                    It cost half a billion dollars. | half a billion dollars | 500000000 | USD
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
                    It cost 52 pesos in all.          | 52 pesos           | 52      | XXX
                    It cost 4.5 billion pesos.        | 4.5 billion pesos  | 4500000000 | XXX
                    It cost 3-4 million dinars.       | 3-4 million dinars | 3500000 | XXX
                    It cost 20 francs in all.         | 20 francs          | 20      | XXX
                    It cost 20 Swiss francs in all.   | 20 Swiss francs    | 20      | CHF
                    It cost 52 Uruguayan pesos.       | 52 Uruguayan pesos | 52      | UYU
                    It cost 52 Mexican pesos.         | 52 Mexican pesos   | 52      | MXN
                    """)
    void guessesNoCountryOfMoneyThatManyHave(String text, String span, BigDecimal value, String currency) {
        FoundQuantity found = only(text, Kind.MONEY);
        assertThat(found.in(text)).isEqualTo(span);
        assertThat(found.normalized().value()).isEqualByComparingTo(value);
        assertThat(found.normalized().unit()).isEqualTo(currency);
        assertThat(found.normalized().siUnit()).isEqualTo(currency);
    }

    @Test
    void readsAPriceInMoneyOfUnknownCountry() {
        assertThat(only("Power costs 3.2 pesos per kWh here.", Kind.METRIC)
                        .normalized()
                        .unit())
                .isEqualTo("XXX/kWh");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    signed on 16 November 2023 in Oslo | 16 November 2023 | 2023-11-16
                    signed on March 5, 2021 in Oslo    | March 5, 2021    | 2021-03-05
                    due in May 2025, at last           | May 2025         | 2025-05
                    in 2022 dollars at last            | 2022             | 2022
                    in constant 2015 US$ at last       | 2015             | 2015
                    on 1 July.                         | 1 July           | --07-01
                    in 2023-11 at last                 | 2023-11          | 2023-11
                    in 1H24 at last                    | 1H24             | 2024-H1
                    in 2Q 2023 at last                 | 2Q 2023          | 2023-Q2
                    in Q4 FY24 at last                 | Q4 FY24          | 2024-Q4
                    in the third quarter of 2024       | third quarter of 2024 | 2024-Q3
                    in Q1-Q3 2024 at last              | Q1-Q3 2024       | 2024-Q1/2024-Q3
                    on 2024/03/05 at noon              | 2024/03/05       | 2024-03-05
                    on 05-Mar-2024 at noon             | 05-Mar-2024      | 2024-03-05
                    on 5.3.2024 at noon                | 5.3.2024         | 2024-03-05
                    on 31/12/2024 at noon              | 31/12/2024       | 2024-12-31
                    in CY2023 at last                  | CY2023           | 2023
                    in 2024 real wages fell            | 2024             | 2024
                    In 2023 pounds fell                | 2023             | 2023
                    since 2015 GW by GW                | 2015             | 2015
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
                "at 13:20 hrs",
                "in USD2022/MWh",
                "one of them",
                "Directive 2009/28/EC, Regulation (EU) 2018/1999, Decision 406/2009/EC",
                "Law No. 1931/2014"
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Keep warming to 1.5 °C.",
                "It is 1.5 °C warmer.",
                "It rose by 1.5 °C.",
                "2.7 °F above the mean: 1.5 °C above it"
            })
    void countsDifferencesOfTemperatureFromNothing(String text) {
        List<FoundQuantity> found = FINDER.find(text);
        assertThat(found).isNotEmpty();
        for (FoundQuantity difference : found) {
            assertThat(difference.normalized().siValue()).isEqualByComparingTo("1.5");
            assertThat(difference.normalized().quantity()).isEqualTo("temperature difference");
        }
    }

    @ParameterizedTest
    @CsvSource({"It grew by 4% a year.,rate", "It holds 10.8 kWh/m3.,energy per volume", "A boiler at 12 bar.,pressure"
    })
    void namesWhatIsMeasured(String text, String quantity) {
        assertThat(only(text, Kind.METRIC).normalized().quantity()).isEqualTo(quantity);
    }

    @Test
    void takesTheMiddleOfARangeAcrossZero() {
        assertThat(only("from -10 to 20 °C", Kind.METRIC).normalized().value()).isEqualByComparingTo("5");
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
