package org.esmap.ai.models.renewableforecast;

/**
 * Modules and inverter of PVWatts (Dobos 2014, PVWatts Version 5 Manual, NREL/TP-6A20-62641).
 *
 * @param tiltDeg     of the modules from level
 * @param azimuthDeg  that they face, clockwise from north
 * @param dcKw        of the modules at standard test conditions
 * @param acKw        of the inverter
 * @param losses      share of the DC power lost between module and inverter
 * @param gammaPerK   change of power with cell temperature
 * @param inverterEff nominal efficiency of the inverter
 * @param albedo      share that the ground reflects
 */
record PvSystem(
        double tiltDeg,
        double azimuthDeg,
        double dcKw,
        double acKw,
        double losses,
        double gammaPerK,
        double inverterEff,
        double albedo) {
    private static final double STANDARD_IRRADIANCE = 1000;
    private static final double STANDARD_CELL_C = 25;
    private static final double REFERENCE_EFFICIENCY = 0.9637;

    /**
     * AC power in kW.
     *
     * @param planeWm2       on the modules, which warms them
     * @param transmittedWm2 what of it reaches the cells
     * @param windMs         10 m above ground
     */
    double acKw(double planeWm2, double transmittedWm2, double tempC, double windMs) {
        return limited(openKw(planeWm2, transmittedWm2, tempC, windMs));
    }

    /** What the inverter lets through of {@code openKw}. */
    double limited(double openKw) {
        return Math.min(openKw, acKw);
    }

    /** The AC power of an inverter that does not limit it. */
    double openKw(double planeWm2, double transmittedWm2, double tempC, double windMs) {
        double warming = 1 + gammaPerK * (cellC(planeWm2, tempC, windMs) - STANDARD_CELL_C);
        double dc = dcKw * transmittedWm2 / STANDARD_IRRADIANCE * Math.max(0, warming) * (1 - losses);
        return open(dc, acKw / inverterEff, inverterEff);
    }

    /** What modules and losses give at standard test conditions, over the inverter's power. */
    double sizing() {
        return dcKw * (1 - losses) / acKw;
    }

    /**
     * Cell temperature of an open rack of glass and polymer modules (King, Boyson and Kratochvil 2004, Photovoltaic Array
     * Performance Model, SAND2004-3535: a -3.56, b -0.075, 3 K).
     */
    static double cellC(double planeWm2, double tempC, double windMs) {
        return planeWm2 * Math.exp(-3.56 - 0.075 * windMs) + tempC + planeWm2 / STANDARD_IRRADIANCE * 3;
    }

    /**
     * AC power, not below 0, of an inverter with the DC rating {@code dc0} and the nominal efficiency {@code efficiency} that
     * does not limit it; beyond full load its efficiency is that at full load.
     */
    private static double open(double dc, double dc0, double efficiency) {
        if (dc <= 0) {
            return 0;
        }
        double load = Math.min(dc / dc0, 1);
        double eta = efficiency / REFERENCE_EFFICIENCY * (-0.0162 * load - 0.0059 / load + 0.9858);
        return Math.max(0, eta * dc);
    }
}
