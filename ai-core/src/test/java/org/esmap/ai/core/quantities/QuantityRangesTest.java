package org.esmap.ai.core.quantities;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From one end to another, and what only looks so. */
class QuantityRangesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    between 40 and 60 GW by then     | 40 and 60 GW            | 40      | 60      | GW
                    saves 1.2-1.5 million tonnes     | 1.2-1.5 million tonnes  | 1200000 | 1500000 | t
                    from 15 to 32 per cent           | 15 to 32 per cent       | 15      | 32      | %
                    between 10% and 15% of it        | 10% and 15%             | 10      | 15      | %
                    from 800,000 to 1.2 million tonnes | 800,000 to 1.2 million tonnes | 800000 | 1200000 | t
                    from -10 to 20 °C in all         | -10 to 20 °C            | -10     | 20      | °C
                    between −5 and −10 per cent      | −5 and −10 per cent     | -10     | -5      | %
                    cuts emissions by 59 % to 67 %   | 59 % to 67 %            | 59      | 67      | %
                    demand falls by 8 per cent to 10 per cent | 8 per cent to 10 per cent | 8 | 10 | %
                    between five and ten per cent    | five and ten per cent   | 5       | 10      | %
                    adds two to three million tonnes | two to three million tonnes | 2000000 | 3000000 | t
                    between two hundred and three hundred tonnes | two hundred and three hundred tonnes | 200 | 300 | t
                    between -3.5 to -2.1 %           | -3.5 to -2.1 %          | -3.5    | -2.1    | %
                    at 78 ± 0.6 % of full load       | 78 ± 0.6 %              | 77.4    | 78.6    | %
                    peaks at 1500-1600 MW by then    | 1500-1600 MW            | 1500    | 1600    | MW
                    yields 1600-1800 kWh/kWp there   | 1600-1800 kWh/kWp       | 1600    | 1800    | kWh/kW
                    costs 1200-1400 EUR/kW there     | 1200-1400 EUR/kW        | 1200    | 1400    | EUR/kW
                    runs 1800-2000 hours there       | 1800-2000 hours         | 1800    | 2000    | h
                    wells of 1000–1200 m there       | 1000–1200 m             | 1000    | 1200    | m
                    adds 10\u201015 MW by then      | 10\u201015 MW          | 10      | 15      | MW
                    adds 5\u221210 MW by then       | 5\u221210 MW           | 5       | 10      | MW
                    adds 10\u201115 MW by then      | 10\u201115 MW          | 10      | 15      | MW
                    """)
    void findsRanges(String text, String span, BigDecimal low, BigDecimal high, String unit) {
        FoundQuantity found = Found.only(text, Kind.METRIC);
        assertThat(found.in(text)).isEqualTo(span);
        assertThat(found.normalized().low()).isEqualByComparingTo(low);
        assertThat(found.normalized().high()).isEqualByComparingTo(high);
        assertThat(found.normalized().unit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({
        "It rose from 25.9% to 70% of homes., 25.9, 70",
        "The tax on emissions was raised by 2 % to 12 %., 2, 12",
        "Capacity grows by 2 GW to 9 GW., 2, 9"
    })
    void keepsTheEndsOfARiseApart(String text, String from, String to) {
        assertThat(Found.in(text))
                .extracting(q -> q.normalized().value().toPlainString())
                .containsExactly(from, to);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from 60 Mt in 2019 to 85 million tonnes",
                "It falls by 2030 to 85 million tonnes.",
                "in 2020 to 3000 MW"
            })
    void takesNoYearForTheLowerEndOfARange(String text) {
        assertThat(Found.in(text))
                .allSatisfy(
                        q -> assertThat(q.normalized() == null || q.normalized().low() == null)
                                .isTrue());
        assertThat(Found.in(text)).anyMatch(q -> q.kind() == Kind.DATE);
    }

    @Test
    void takesTheMiddleOfARangeAcrossZero() {
        assertThat(Found.only("from -10 to 20 °C", Kind.METRIC).normalized().value())
                .isEqualByComparingTo("5");
    }
}
