package org.esmap.ai.models.renewableforecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

/** Every formula against a figure that others published. */
class PublishedValuesTest {
    private static final Site GOLDEN_COLORADO = new Site(39.742476, -105.1786, 1830.14, 1);

    @Test
    void placesTheSunAsTheSpaReportDoes() {
        Instant time = OffsetDateTime.parse("2003-10-17T12:30:30-07:00").toInstant();
        Sun sun = Sun.at(time, GOLDEN_COLORADO, 820, 11, 67);
        assertThat(sun.apparentDeg()).isEqualTo(50.111622, within(5e-7));
        assertThat(sun.azimuthDeg()).isEqualTo(194.340241, within(5e-7));
    }

    @Test
    void convertsPowerAsPvWattsDoes() {
        assertThat(acKw(90)).isEqualTo(85.58556604752516, within(1e-13));
        assertThat(acKw(200)).isEqualTo(95);
        assertThat(acKw(0)).isZero();
        assertThat(acKw(0.001)).isZero();
    }

    /** Of modules that give {@code dcKw} without losses, whatever their temperature, to an inverter of 100 kW DC and 95 kW AC. */
    private static double acKw(double dcKw) {
        return new PvSystem(0, 180, dcKw, 95, 0, 0, 0.95, 0.2).acKw(1000, 1000, 20, 1);
    }

    @Test
    void liftsWindByTheLogarithmicLaw() {
        assertThat(Air.logLaw(5, 10, 100, 0.15)).isEqualTo(7.74136523, within(5e-9));
        assertThat(Air.powerLaw(5, 10, 100, 1.0 / 7)).isEqualTo(5 * Math.pow(10, 1.0 / 7), within(1e-12));
    }

    @Test
    void holdsTheCurveOfAnEnercon82() {
        PowerCurve curve = Turbines.of(OpenForecast.BUNDLE).type("E-82/2300").curve();
        assertThat(curve.at(5)).isEqualTo(174);
        assertThat(curve.at(8)).isEqualTo(815);
        assertThat(curve.at(10)).isEqualTo(1580);
        assertThat(curve.at(14)).isEqualTo(2350);
        assertThat(curve.at(26)).isZero();
    }

    /** The tables of four types go on with zeros to 30 or 35 m/s. */
    @Test
    void endsEveryCurveWhereTheTurbineStops() {
        assertThat(Turbines.of(OpenForecast.BUNDLE).turbines())
                .allSatisfy((name, type) ->
                        assertThat(type.curve().at(type.curve().cutOutMs())).isPositive())
                .hasEntrySatisfying(
                        "AD116/5000",
                        type -> assertThat(type.curve().cutOutMs()).isEqualTo(25));
    }

    /** Betz (1920): no rotor takes more than 16/27 of the wind's power. */
    @Test
    void holdsNoCurveThatCannotBeTrue() {
        assertThat(Turbines.of(OpenForecast.BUNDLE).turbines()).allSatisfy((name, type) -> {
            assertThat(type.curve().cutOutMs()).isBetween(20.0, 35.0);
            for (int i = 0; i < type.windMs().length; i++) {
                double area = Math.PI * type.rotorM() * type.rotorM() / 4;
                double windKw = 1.225 / 2 * area * Math.pow(type.windMs()[i], 3) / 1000;
                assertThat(type.powerKw()[i]).isLessThanOrEqualTo(16.0 / 27 * windKw);
            }
        });
    }

    @Test
    void knowsAtLeastTwentyTurbines() {
        Turbines turbines = Turbines.of(OpenForecast.BUNDLE);
        assertThat(turbines.turbines()).hasSizeGreaterThanOrEqualTo(20).allSatisfy((name, type) -> {
            assertThat(type.source()).isNotBlank();
            assertThat(type.windMs()).isSorted().hasSameSizeAs(type.powerKw());
            assertThat(type.curve().highestKw()).isBetween(0.9 * type.nominalKw(), 1.1 * type.nominalKw());
        });
    }

    /** A plane of 40 degrees to the south in Tucson at 6, 12 and 18 h: the cases of pvlib's tests of its Perez model. */
    @Test
    void seesTheDiffuseSkyAsPvlibDoes() {
        assertThat(diffuse(82.85457044, 66.71410338, 316.1949056, 40.46149818)).isEqualTo(31.46046871, within(0.005));
        assertThat(diffuse(10.56413562, 144.76567754, 939.95469881, 118.45831879))
                .isEqualTo(109.084332, within(0.005));
        assertThat(diffuse(72.41687122, 287.04104128, 646.22886049, 62.03376265))
                .isEqualTo(45.45539877, within(0.005));
    }

    private static double diffuse(double zenith, double azimuth, double dni, double dhi) {
        Sun sun = new Sun(zenith, zenith, azimuth, 1321.1655834833093);
        return PerezSky.diffuse(new Horizontal(0, dni, dhi), sun, sun.cosIncidence(40, 180), 40);
    }

    /** The same noon under a clear sky: 1042 W/m², of which 118 diffuse, from another edition of the turbidity's formula. */
    @Test
    void clearsTheSkyAsPvlibDoes() {
        Sun sun = new Sun(10.567, 10.564, 144.766, 1321.17);
        Horizontal sky = Horizontal.clear(sun, 700, 3);
        assertThat(sky.ghi()).isEqualTo(1042, within(15.0));
        assertThat(sky.dhi()).isEqualTo(118, within(15.0));
        assertThat(sun.airMass()).isEqualTo(1.01688136, within(1e-5));
    }

    @Test
    void splitsGlobalIrradianceAsErbsDoes() {
        Sun high = new Sun(0, 0, 180, 1000);
        assertThat(Horizontal.erbs(200, high).dhi()).isEqualTo(200 * (1 - 0.09 * 0.2), within(1e-9));
        double kt = 0.5;
        double share = 0.9511 - 0.1604 * kt + 4.388 * kt * kt - 16.638 * Math.pow(kt, 3) + 12.336 * Math.pow(kt, 4);
        assertThat(Horizontal.erbs(500, high).dhi()).isEqualTo(500 * share, within(1e-9));
        assertThat(Horizontal.erbs(900, high).dhi()).isEqualTo(900 * 0.165, within(1e-9));
        Horizontal split = Horizontal.erbs(500, high);
        assertThat(split.dhi() + split.dni()).isEqualTo(500, within(1e-9));
    }

    /** 600 W/m² at a zenith of 86 degrees would need a beam of 7 kW/m². */
    @Test
    void makesNoBeamStrongerThanOutsideTheAir() {
        Sun low = new Sun(86, 85.8, 90, 1361);
        assertThat(Horizontal.erbs(600, low).dni()).isEqualTo(1361);
        assertThat(Horizontal.ofGlobalAndDiffuse(600, 50, low).dni()).isEqualTo(1361);
    }

    /** King et al.: 1000 W/m², 20 °C, 1 m/s on an open rack. */
    @Test
    void warmsCellsAsSandiaDoes() {
        assertThat(PvSystem.cellC(1000, 20, 1)).isEqualTo(20 + 1000 * Math.exp(-3.635) + 3, within(1e-9));
    }

    @Test
    void takesTheStandardAtmosphereForGranted() {
        assertThat(Air.densityRatio(101_325, 15)).isEqualTo(1);
        assertThat(Sun.pressurePa(0)).isEqualTo(101_325);
        assertThat(Sun.pressurePa(1000)).isEqualTo(89_874.6, within(0.1));
        PowerCurve curve = new PowerCurve(new double[] {0, 10, 20}, new double[] {0, 100, 100});
        assertThat(curve.inAir(1.1).at(5)).isGreaterThan(curve.at(5));
        assertThat(curve.inAir(1).at(5)).isEqualTo(50, within(1e-12));
    }
}
