package org.esmap.ai.core.quantities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    private final Units units = Units.standard();

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # text; symbol; quantity; one of it in SI; SI unit
            MWh; MWh; energy; 3600000000; J
            kWh; kWh; energy; 3600000; J
            KWH; kWh; energy; 3600000; J
            megawatt-hours; MWh; energy; 3600000000; J
            GJ; GJ; energy; 1000000000; J
            Mtoe; Mtoe; energy; 41868000000000000; J
            million tonnes of oil equivalent; million toe; energy; 41868000000000000; J
            MMBtu; MMBtu; energy; 1055055852.62; J
            million British thermal units; million Btu; energy; 1055055852.62; J
            therm; therm; energy; 105505585.262; J
            Gcal; Gcal; energy; 4186800000; J
            kg; kg; mass; 1; kg
            t; t; mass; 1000; kg
            tonnes; t; mass; 1000; kg
            lb; lb; mass; 0.45359237; kg
            short tons; short ton; mass; 907.18474; kg
            long ton; long ton; mass; 1016.0469088; kg
            tCO2e; tCO2e; emissions; 1000; kg
            MtCO2; MtCO2; emissions; 1000000000; kg
            million tonnes of CO2; million tCO2; emissions; 1000000000; kg
            million metric tons of carbon dioxide equivalent; million tCO2e; emissions; 1000000000; kg
            GW; GW; power; 1000000000; W
            MWp; MW; power; 1000000; W
            gigawatts; GW; power; 1000000000; W
            %; %; ratio; 0.01; 1
            per cent; %; ratio; 0.01; 1
            percent; %; ratio; 0.01; 1
            percentage points; pp; ratio; 0.01; 1
            bcm; bcm; volume; 1000000000; m³
            billion cubic metres; billion m³; volume; 1000000000; m³
            m³; m³; volume; 1; m³
            litres; L; volume; 0.001; m³
            US gallon; US gal; volume; 0.003785411784; m³
            imperial gallons; imp gal; volume; 0.00454609; m³
            UK gal; imp gal; volume; 0.00454609; m³
            Sm3; m³; volume; 1; m³
            CCF; Ccf; volume; 2.8316846592; m³
            MMscf; MMcf; volume; 28316.846592; m³
            Kg; kg; mass; 1; kg
            Lb; lb; mass; 0.45359237; kg
            US short tons; short ton; mass; 907.18474; kg
            barrels of oil per day; bbl oil/d; volume flow; 0.000001840130728333333333333333333333333; m³/s
            million barrels per day; million bbl/d; volume flow; 1.840130728333333333333333333333333; m³/s
            gCO2/kWh; gCO2/kWh; emission intensity of energy; 2.777777777777777777777777777777778E-10; kg/J
            gCO₂eq/kWh; gCO2e/kWh; emission intensity of energy; 2.777777777777777777777777777777778E-10; kg/J
            tonnes CO2 per MWh; tCO2/MWh; emission intensity of energy; 2.777777777777777777777777777777778E-7; kg/J
            kg CO2/TJ; kgCO2/TJ; emission intensity of energy; 1E-12; kg/J
            $/MWh; USD/MWh; price of energy; 2.777777777777777777777777777777778E-10; USD/J
            US$ per tonne of CO2; USD/tCO2; price of emissions; 0.001; USD/kg
            €/tCO2; EUR/tCO2; price of emissions; 0.001; EUR/kg
            $ billion; USD·billion; money; 1000000000; USD
            $bn; billion USD; money; 1000000000; USD
            ct€/kWh; ct€/kWh; price of energy; 2.777777777777777777777777777777778E-9; EUR/J
            km; km; length; 1000; m
            miles; mi; length; 1609.344; m
            tonne-km; tkm; freight transport; 1000000; kg·m
            pkm; pkm; passenger transport; 1000; person·m
            person-km; pkm; passenger transport; 1000; person·m
            tonne-miles; tmi; freight transport; 1609344; kg·m
            t-nmi; tnmi; freight transport; 1852000; kg·m
            passenger-kilometres; pkm; passenger transport; 1000; person·m
            kgCO2e/pkm; kgCO2e/pkm; emission intensity of passenger transport; 0.001; kg/person/m
            kWh/m2; kWh/m²; insolation; 3600000; J/m²
            W/m²; W/m²; irradiance; 1; W/m²
            W m-2; W·m^-2; irradiance; 1; W/m²
            m/s; m/s; speed; 1; m/s
            km/h; km/h; speed; 0.2777777777777777777777777777777778; m/s
            l/100km; L/100 km; area; 1E-8; m²
            GtCO2/yr; GtCO2/a; emission rate; 31688.08781402895023702689684893655; kg/s
            MJ/kg; MJ/kg; specific energy; 1000000; J/kg
            kWh per capita; kWh/person; energy per person; 3600000; J/person
            MVA; MVA; apparent power; 1000000; VA
            kV; kV; voltage; 1000; V
            ha; ha; area; 10000; m²
            acres; acre; area; 4046.8564224; m²
            """)
    void readsTheWordsOfTheField(String text, String symbol, String quantity, BigDecimal si, String siSymbol) {
        NamedUnit unit = units.require(text);

        assertThat(unit.symbol()).isEqualTo(symbol);
        assertThat(unit.quantity()).isEqualTo(quantity);
        assertThat(unit.toSi(BigDecimal.ONE)).isEqualByComparingTo(si);
        assertThat(unit.siSymbol()).isEqualTo(siSymbol);
        assertThat(unit.caution()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1, kWh, GJ, 0.0036",
        "1, toe, MWh, 11.63",
        "1, kgoe, MJ, 41.868",
        "2.5, MWh, kWh, 2500",
        "1, GWh, TJ, 3.6",
        "1, t, kg, 1000",
        "1, lb/MMBtu, lb/MMBtu, 1",
        "1, quad, EJ, 1.05505585262",
        "100, gCO2e/kWh, kgCO2e/MWh, 100",
        "56100, kgCO2/TJ, gCO2/MJ, 56.1",
        "20, °C, K, 293.15",
        "68, °F, °C, 20"
    })
    void convertsExactly(BigDecimal value, String from, String to, BigDecimal expected) {
        assertThat(units.require(from).convert(value, units.require(to))).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "bananas",
                "kWh/",
                "/kWh",
                "kWh//h",
                "mwh",
                "MT",
                "mw",
                "50 GW",
                "kWh/m2 a",
                "CO2",
                "a",
                "a carbon",
                "kWhh",
                "°C·d",
                "°C/kWh",
                "kWh/°C",
                "°F·h",
                "million °C",
                "degC/d",
                "℃·d",
                "degC2",
                "psi^9·lb^9·mi^9·hp^9",
                "kWh/degC^2"
            })
    void doesNotGuess(String text) {
        assertThat(units.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ton, t", "tons of CO2, tCO2", "gallons, US gal", "pounds, lb", "mcm, mcm"})
    void cautionsAboutWordsWithSeveralMeanings(String text, String symbol) {
        NamedUnit unit = units.require(text);

        assertThat(unit.symbol()).isEqualTo(symbol);
        assertThat(unit.caution()).isNotNull();
    }

    @Test
    void tellsSubstancesApart() {
        NamedUnit co2 = units.require("kgCO2");

        assertThat(co2.substances()).containsExactly("CO2");
        assertThat(co2.convertsTo(units.require("kg"))).isTrue();
        assertThat(co2.convertsTo(units.require("tCO2e"))).isFalse();
    }

    @Test
    void refusesToConvertAcrossDimensionsAndCurrencies() {
        assertThat(units.require("USD").convertsTo(units.require("EUR"))).isFalse();
        assertThat(units.require("MW").convertsTo(units.require("MVA"))).isFalse();
        assertThatThrownBy(() -> units.require("MWh").convert(BigDecimal.ONE, units.require("MW")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot convert MWh (energy) to MW (power)");
    }

    @Test
    void readsPerHeadAndBrackets() {
        assertThat(units.require("tCO2 per capita").quantity()).isEqualTo("emissions per person");
        assertThat(units.require("kWh/(m² a)").symbol()).isEqualTo("kWh/m²/a");
    }

    @Test
    void loadsWhereTheContextClassLoaderKnowsNothing() throws Exception {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader fresh = new URLClassLoader(classPath(), platform)) {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(platform);
            try {
                Class<?> type = fresh.loadClass(Units.class.getName());
                Object standard = type.getMethod("standard").invoke(null);
                Object unit = type.getMethod("require", String.class).invoke(standard, "gCO2/kWh");
                Object si = unit.getClass().getMethod("toSi", BigDecimal.class).invoke(unit, new BigDecimal("3600"));

                assertThat((BigDecimal) si).isEqualByComparingTo("0.000001");
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    @Property(tries = 200)
    void comesBackWhenConvertedThereAndBack(
            @ForAll @BigRange(min = "0.001", max = "1000000") @Scale(3) BigDecimal value) {
        NamedUnit from = units.require("MMBtu");
        NamedUnit to = units.require("kWh");

        BigDecimal back = to.convert(from.convert(value, to), from);

        assertThat(back.subtract(value).abs()).isLessThan(value.movePointLeft(32));
    }
}
