package org.esmap.ai.core.quantities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts and prices. */
class QuantityMoneyTest {
    @Test
    void readsAPriceForEachOfSomething() {
        assertThat(Found.only("a penalty of EUR 100 for each tonne of CO2", Kind.METRIC)
                        .normalized()
                        .unit())
                .isEqualTo("EUR/tCO2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The charge is USD 18.5/kW-month.        | 18.5 | USD/kW/month | 7.0347e-9
                    The charge is $45/kW-yr today.          | 45   | USD/kW/a     | 1.4260e-9
                    The charge is GBP 63/kW/year today.     | 63   | GBP/kW/a     | 1.9964e-9
                    The charge is Rs. 50,000 per MW per month. | 50000 | INR/MW/month | 1.9013e-8
                    The fee is 8 USD cents/kWh.             | 0.08 | USD/kWh      | 2.2222e-8
                    The fee is 8 USc/kWh.                   | 0.08 | USD/kWh      | 2.2222e-8
                    The fee is USc 8/kWh.                   | 0.08 | USD/kWh      | 2.2222e-8
                    The fee is 12 EUR cents/kWh.            | 0.12 | EUR/kWh      | 3.3333e-8
                    The fee is 12 €ct/kWh.                  | 0.12 | EUR/kWh      | 3.3333e-8
                    The charge is €40/a.                    | 40   | EUR/a        | 1.2675e-6
                    The duty is EUR 359 per 1 000 litres.   | 359  | EUR/1000 L   | 359
                    The duty is $12.5 per 1,000 gallons.    | 12.5 | USD/1000 US gal | 3.3022
                    The duty is EUR 25/100 kg of gas.       | 25   | EUR/100 kg   | 0.25
                    The fee is EUR 100 per excess tonne of CO2. | 100 | EUR/tCO2  | 0.1
                    The fee is EUR 90 per installed kW.     | 90   | EUR/kW       | 0.09
                    The fee is EUR 30 per ton carbon dioxide equivalent of the emissions. | 30 | EUR/tCO2e | 0.03
                    The tax is 30 DKK pr. ton CO2e here.    | 30   | DKK/tCO2e    | 0.03
                    The charge is 60 EUR/kW/a.              | 60   | EUR/kW/a     | 1.9013e-9
                    """)
    void dividesAPriceByAllThatItIsFor(String text, BigDecimal value, String unit, double si) {
        FoundQuantity found = Found.only(text, Kind.METRIC);
        assertThat(found.normalized().value()).isEqualByComparingTo(value);
        assertThat(found.normalized().unit()).isEqualTo(unit);
        assertThat(found.normalized().siValue().doubleValue()).isCloseTo(si, withinPercentage(0.1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "At COP 28 in Dubai they met.",
                "It serves SDG 7 above all.",
                "It serves at least one SDG.",
                "It has TRL 6 by now.",
                "Petrol of RON 95 is sold.",
                "It is among the TOP 10 of them.",
                "A separation of 5.4 SDR.",
                "An intensity of 120 tCO2e/$m of revenue.",
                "An intensity of 45 tCO2e per EUR million.",
                "An intensity of 95 tCO2e per US$ million.",
                "It has 0.18 W/m2K at most.",
                "No more than 550 g of CO2 of fossil fuel origin per kWh is emitted."
            })
    void takesNothingForAnAmountThatIsAnother(String text) {
        assertThat(Found.in(text)).noneMatch(found -> found.kind() == Kind.MONEY || found.kind() == Kind.METRIC);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    An IRR 14.5% was found.       | 14.5 | %
                    It used 14 282.3 Mtoe then.   | 14282.3 | Mtoe
                    It used 2 345.6 GWh then.     | 2345.6  | GWh
                    It has 1.234,5 MW in all.     | 1234.5  | MW
                    It used 12.345,6 GWh then.    | 12345.6 | GWh
                    """)
    void readsTheWholeNumber(String text, BigDecimal value, String unit) {
        FoundQuantity found = Found.only(text, Kind.METRIC);
        assertThat(found.normalized().value()).isEqualByComparingTo(value);
        assertThat(found.normalized().unit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    EUR 2 345.6 million       | 2345600000
                    €2.345,6 million          | 2345600000
                    $12\u00a0m                | 12000000
                    US$\u00a04\u00a0m         | 4000000
                    €7\u202fmillion           | 7000000
                    £2\u2009billion           | 2000000000
                    """)
    void readsAmountsWithSpacesOfAnyWidth(String amount, BigDecimal value) {
        assertThat(Found.only("It cost " + amount + " in all.", Kind.MONEY)
                        .normalized()
                        .value())
                .isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    It cost $2.3 billion.          | $2.3 billion     | 2300000000 | USD
                    It cost Rs 12,468 crore.       | Rs 12,468 crore  | 124680000000 | INR
                    It cost EUR 48,50.             | EUR 48,50        | 48.5 | EUR
                    It cost EUR 48,50, or more.    | EUR 48,50        | 48.5 | EUR
                    It cost EUR 1 234,56.          | EUR 1 234,56     | 1234.56 | EUR
                    It cost EUR 1.234,56.          | EUR 1.234,56     | 1234.56 | EUR
                    It cost EUR 0,125.             | EUR 0,125        | 0.125 | EUR
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
                    By 2030 EUR 5 billion is due.  | EUR 5 billion    | 5000000000 | EUR
                    As of June 30 USD 45 million was paid. | USD 45 million | 45000000 | USD
                    Prices of R1900-2100 were paid. | R1900-2100 | 2000 | ZAR
                    The system cost 2000 EUR 10 years ago. | 2000 EUR | 2000 | EUR
                    By 2030 KES 5 billion is due.  | KES 5 billion    | 5000000000 | KES
                    In 2015-2020 USD 5 billion went. | USD 5 billion  | 5000000000 | USD
                    In 2023 MEUR 12.5 went.        | MEUR 12.5        | 12500000 | EUR
                    It cost 5 m€ in all.           | 5 m€             | 5000000 | EUR
                    It cost 5m£ in all.            | 5m£              | 5000000 | GBP
                    It cost M$ 5 in all.           | M$ 5             | 5000000 | USD
                    It cost a quarter of a billion dollars. | a quarter of a billion dollars | 250000000 | USD
                    It cost a hundred million dollars. | a hundred million dollars | 100000000 | USD
                    It cost M€ 12.5 in all.        | M€ 12.5          | 12500000 | EUR
                    It cost 3,5 Mio. EUR in all.   | 3,5 Mio. EUR     | 3500000 | EUR
                    It cost SDR 12.5 million.      | SDR 12.5 million | 12500000 | XDR
                    It cost 20 million soles.      | 20 million soles | 20000000 | PEN
                    It cost 20 million somoni.     | 20 million somoni | 20000000 | TJS
                    It cost 20 million lari.       | 20 million lari  | 20000000 | GEL
                    It cost 20 million manat.      | 20 million manat | 20000000 | AZN
                    It cost 20 million kip.        | 20 million kip   | 20000000 | LAK
                    It cost 20 million kyat.       | 20 million kyat  | 20000000 | MMK
                    It cost 580m DKK in all.       | 580m DKK         | 580000000 | DKK
                    It cost 50m euros in all.      | 50m euros        | 50000000 | EUR
                    It cost 774 mln. BGN in all.   | 774 mln. BGN     | 774000000 | BGN
                    It cost 600 mill. CZK, once.   | 600 mill. CZK    | 600000000 | CZK
                    It cost DKK 25.000 in all.     | DKK 25.000       | 25000 | DKK
                    It cost USD 2.000 billion.     | USD 2.000 billion | 2000000000 | USD
                    It reached the EUR100 mark.    | EUR100           | 100 | EUR
                    They paid 9,000 pounds gross salary.    | 9,000 pounds     | 9000    | GBP
                    It cost 5 million pounds of investment. | 5 million pounds | 5000000 | GBP
                    They got 200 pounds of energy bill support. | 200 pounds | 200 | GBP
                    It won 5 million pounds of contracts. | 5 million pounds | 5000000 | GBP
                    It pays 500 pounds of network charges. | 500 pounds | 500 | GBP
                    It costs $3.000 in all.        | $3.000 | 3 | USD
                    It cost 5 mill. Euro in all.   | 5 mill. Euro | 5000000 | EUR
                    It cost USD 5 mill in all.     | USD 5 mill | 5000000 | USD
                    It cost 30 m EUR in all.       | 30 m EUR | 30000000 | EUR
                    It cost 30m Euro in all.       | 30m Euro | 30000000 | EUR
                    It cost 2000 EUR in all.       | 2000 EUR         | 2000 | EUR
                    """)
    void findsMoney(String text, String span, BigDecimal value, String currency) {
        FoundQuantity found = Found.only(text, Kind.MONEY);
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
        FoundQuantity found = Found.only(text, Kind.MONEY);
        assertThat(found.in(text)).isEqualTo(span);
        assertThat(found.normalized().value()).isEqualByComparingTo(value);
        assertThat(found.normalized().unit()).isEqualTo(currency);
        assertThat(found.normalized().siUnit()).isEqualTo(currency);
    }

    @Test
    void readsAPriceInMoneyOfUnknownCountry() {
        assertThat(Found.only("Power costs 3.2 pesos per kWh here.", Kind.METRIC)
                        .normalized()
                        .unit())
                .isEqualTo("XXX/kWh");
    }
}
