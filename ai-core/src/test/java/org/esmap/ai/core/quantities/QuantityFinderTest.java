package org.esmap.ai.core.quantities;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.esmap.ai.core.quantities.FoundQuantity.Normalized;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityFinderTest {
    @Test
    void groupsDigitsByPointsWhereACommaStandsBeforeDecimals() {
        assertThat(values("It has 1.000 MW for EUR 1.250 each, 3,5 % more.")).containsExactly("1000", "1250", "3.5");
        assertThat(values("It has 1.000 MW, 3,5 % more, at 0.95 kV.")).containsExactly("1", "3.5", "0.95");
    }

    private static List<String> values(String text) {
        return Found.in(text).stream()
                .map(q -> q.normalized().value().toPlainString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    A quarter of a million tonnes went.          | A quarter of a million tonnes  | 250000   | t
                    They cut three-quarters of a million tonnes. | three-quarters of a million tonnes | 750000 | t
                    It took a quarter million tonnes.            | a quarter million tonnes       | 250000   | t
                    A tenth of a billion barrels is left.        | A tenth of a billion barrels   | 100000000 | bbl
                    It took half of a million tonnes.            | half of a million tonnes       | 500000   | t
                    They cut a half-million tonnes.              | a half-million tonnes          | 500000   | t
                    They cut one and a half million tonnes.      | one and a half million tonnes  | 1500000  | t
                    They cut two and a quarter billion tonnes.   | two and a quarter billion tonnes | 2250000000 | t
                    It is less than a thousand tonnes of CO2.    | a thousand tonnes of CO2       | 1000     | tCO2
                    They built a hundred megawatts.              | a hundred megawatts            | 100      | MW
                    They need 15 kWh/(m²a) at most.              | 15 kWh/(m²a)                   | 15       | kWh/m²/a
                    They need 15 kWh/(m2·year) at most.          | 15 kWh/(m2·year)               | 15       | kWh/m²/a
                    A wall of 1.2 W/(m²·K) is cold.              | 1.2 W/(m²·K)                   | 1.2      | W/m²/K
                    They emit 5 t CO2/(ha a) there.              | 5 t CO2/(ha a)                 | 5        | tCO2/ha/a
                    It has 50  GW of solar.                      | 50  GW                         | 50       | GW
                    They emit 33 kg  CO2e/m2 there.              | 33 kg  CO2e/m2                 | 33       | kgCO2e/m²
                    Some ４５％ of homes have power.             | ４５％                         | 45       | %
                    It cut 3½ % of them.                         | 3½ %                           | 3.5      | %
                    It cut 2 ¾ % of them.                        | 2 ¾ %                          | 2.75     | %
                    It used 12,345 GWh² then.                    | 12,345 GWh                     | 12345    | GWh
                    It emits 5 MtCO₂² by then.                   | 5 MtCO₂                        | 5        | MtCO2
                    It fell at 9.81 m/s² then.                   | 9.81 m/s²                      | 9.81     | m·s^-2
                    It has 1.000 MW.                             | 1.000 MW                       | 1        | MW
                    It has 50 GW of solar.                       | 50 GW                          | 50       | GW
                    They cut 1.5 million tonnes of CO2 a year.   | 1.5 million tonnes of CO2 a year | 1500000 | tCO2/a
                    The grid emits 120 gCO2/kWh now.             | 120 gCO2/kWh                   | 120      | gCO2/kWh
                    About 45 per cent of homes have power.       | 45 per cent                    | 45       | %
                    It cooled to -18 °C overnight.               | -18 °C                         | -18      | °C
                    It fell by 1.4 percentage points.            | 1.4 percentage points          | 1.4      | pp
                    Outages lasted eleven hours a day.           | eleven hours a day             | 11       | h/d
                    Twenty-five megawatts were lost.             | Twenty-five megawatts          | 25       | MW
                    They emit two thousand million tonnes.       | two thousand million tonnes    | 2000000000 | t
                    One million two hundred and five thousand tonnes. | One million two hundred and five thousand tonnes | 1205000 | t
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
                    In a warm climate, tilt it by 30 degrees.    | 30 degrees                     | 30       | deg
                    By 2 degrees in warm northern latitudes.     | 2 degrees                      | 2        | °C
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
                    They use 640 kg of oil equivalent.           | 640 kg of oil equivalent       | 640      | kgoe
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
                    It fell by 0.1 C per decade.                 | 0.1 C per decade               | 0.1      | K/decade
                    It fell by 336 C per century.                | 336 C per century              | 336      | K/century
                    Warming was 0.2 degrees per decade.          | 0.2 degrees per decade         | 0.2      | K/decade
                    It fell at 0.8 degrees per century.          | 0.8 degrees per century        | 0.8      | K/century
                    The climate has a -18C atmosphere.           | -18C                           | -18      | °C
                    They have a 2-degree scenario.               | 2-degree                       | 2        | °C
                    It was 1.3 degrees lower than normal.        | 1.3 degrees                    | 1.3      | °C
                    It cuts 200.000 tonnes per year.             | 200.000 tonnes per year        | 200000   | t/a
                    It has 50.000m² of roof.                     | 50.000m²                       | 50000    | m²
                    They drained 3.000 hectares.                 | 3.000 hectares                 | 3000     | ha
                    The sample weighed 3.000 kg.                 | 3.000 kg                       | 3        | kg
                    The factor is 1.000 tCO2/MWh.                | 1.000 tCO2/MWh                 | 1        | tCO2/MWh
                    The frequency was 50.000 Hz.                 | 50.000 Hz                      | 50       | Hz
                    It has 12.000 MW, not 1.0.                   | 12.000 MW                      | 12000    | MW
                    It gave 12.000 MW, then fell to 9.875.       | 12.000 MW                      | 12       | MW
                    It lies between 0.950 and 1.000 km away.     | 0.950 and 1.000 km             | 0.975    | km
                    It mined 3.000 mln tonnes of it.             | 3.000 mln tonnes               | 3000000  | t
                    The panel is tilted 5 degrees lower.         | 5 degrees                      | 5        | deg
                    The sun stands 10 degrees higher.            | 10 degrees                     | 10       | deg
                    They mined 500 pounds of U3O8 in all.        | 500 pounds                     | 500      | lb
                    It lies at 38.000° N by the sea.             | 38.000°                        | 38       | deg
                    It pays 3.000 % on it.                       | 3.000 %                        | 3        | %
                    It saves 0,7 mil. tonnes CO2e so far.        | 0,7 mil. tonnes CO2e           | 700000   | tCO2e
                    It burns 360 mln. Nm3 of it.                 | 360 mln. Nm3                   | 360000000 | m³
                    It cut 5 Mt CO2e of GHG emissions.           | 5 Mt CO2e of GHG emissions     | 5        | MtCO2e
                    It cut 7 tonnes of GHG emissions.            | 7 tonnes of GHG emissions      | 7        | tGHG
                    Trucks of 9,000 pounds gross vehicle weight. | 9,000 pounds                   | 9000     | lb
                    Vans of 8,500 pounds or less GVWR are free.  | 8,500 pounds                   | 8500     | lb
                    They shredded 94,000 pounds of computers.    | 94,000 pounds                  | 94000    | lb
                    A 50% cut by the year 2023 - so they say.    | 50%                            | 50       | %
                    They sold 800m kWh of it.                    | 800m kWh                       | 800000000 | kWh
                    They sold 3m cubic metres of it.             | 3m cubic metres                | 3000000  | m³
                    A 1.2m pipe was laid.                        | 1.2m                           | 1.2      | m
                    A 1.2m gas pipe was laid.                    | 1.2m                           | 1.2      | m
                    They run 12 400 kV substations.              | 400 kV                         | 400      | kV
                    They run 45 220 kV lines.                    | 220 kV                         | 220      | kV
                    India has lines of 1 200 kV.                 | 1 200 kV                       | 1200     | kV
                    Lot 2 150 km of line.                        | 150 km                         | 150      | km
                    In the first round 1 250 MW came.            | 1 250 MW                       | 1250     | MW
                    In the northern section 1 500 MW stood.      | 1 500 MW                       | 1500     | MW
                    Phase 2 500 MW of wind.                      | 500 MW                         | 500      | MW
                    The lignite units 2 130 GWh.                 | 2 130 GWh                      | 2130     | GWh
                    It takes 24,000 t/a of waste.                | 24,000 t/a                     | 24000    | t/a
                    It makes 45 GWh/a of heat.                   | 45 GWh/a                       | 45       | GWh/a
                    It loses 0.5 %/a of its power.               | 0.5 %/a                        | 0.5      | %/a
                    It takes 12 MMSCMD of gas.                   | 12 MMSCMD                      | 12       | MMSCMD
                    It takes 5 MMTPA of gas.                     | 5 MMTPA                        | 5        | MMTPA
                    In Q3 45 MW was added.                       | 45 MW                          | 45       | MW
                    In Q4 1250 MW was added.                     | 1250 MW                        | 1250     | MW
                    In the first quarter 63 MW was added.        | 63 MW                          | 63       | MW
                    In March 25 MW was added.                    | 25 MW                          | 25       | MW
                    In June 1200 MW was added.                   | 1200 MW                        | 1200     | MW
                    In March 12 per cent was lost.               | 12 per cent                    | 12       | %
                    Blend H2 20 % into gas.                      | 20 %                           | 20       | %
                    """)
    void findsQuantities(String text, String span, BigDecimal value, String unit) {
        FoundQuantity found = Found.only(text, Kind.METRIC);
        assertThat(found.in(text)).isEqualTo(span);
        assertThat(found.normalized().value()).isEqualByComparingTo(value);
        assertThat(found.normalized().unit()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    It serves 1.2m customers.             | 1.2m  | 1200000
                    It has 1.4m electricity customers.    | 1.4m  | 1400000
                    It cut off 300K gas users.            | 300K  | 300000
                    It serves 2.3m low-income households. | 2.3m  | 2300000
                    It serves 300K businesses.            | 300K  | 300000
                    They lost 14,300 the year before.     | 14,300 | 14300
                    A power factor of 1.000 is held.      | 1.000 | 1
                    It employs 1.000 people by now.       | 1.000 | 1000
                    A film of 12 mil. thickness is laid.  | 12    | 12
                    The coating is 5 mil.                 | 5     | 5
                    It treats 900 000 p.e. by now.        | 900 000 | 900000
                    It is net zero in emissions.          | zero  | 0
                    Gases of at most 2500 GWP are free.   | 2500  | 2500
                    It is at https://a.eu/2019/195 as 3.  | 3     | 3
                    """)
    void countsWhatHasNoUnit(String text, String span, BigDecimal value) {
        assertThat(Found.in(text)).hasSize(1);
        FoundQuantity found = Found.only(text, Kind.COUNT);
        assertThat(found.in(text)).isEqualTo(span);
        assertThat(found.normalized().value()).isEqualByComparingTo(value);
    }

    @Test
    void convertsToSi() {
        Normalized normalized =
                Found.only("It emits 120 gCO2/kWh.", Kind.METRIC).normalized();
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
        List<FoundQuantity> found = Found.in(text);
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
        assertThat(Found.only(text, Kind.METRIC).normalized().quantity()).isEqualTo(quantity);
    }
}
