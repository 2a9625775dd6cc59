package org.esmap.ai.models.renewableforecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An hour of plant R10 of the data set {@code m5_pvops_pv}. */
record PlantHour(String time, double poa, double tempC, double windMs, double powerKw, double expectedKw) {
    private static final String FIRST_HELD_OUT = "2019-01-01";

    boolean heldOut() {
        return time.compareTo(FIRST_HELD_OUT) >= 0;
    }

    /** Every hour, in order of time; where the weather is missing, that of the hour before. */
    static List<PlantHour> all(Path data) throws IOException {
        List<PlantHour> hours = new ArrayList<>();
        double[] last = new double[2];
        for (String line : Files.readAllLines(data.resolve("m5_pvops_pv/example_prod_with_covariates.csv"))) {
            String[] f = line.split(",", -1);
            if (f[1].equals("R10")) {
                last[0] = f[5].isEmpty() ? last[0] : Double.parseDouble(f[5]);
                last[1] = f[6].isEmpty() ? last[1] : Double.parseDouble(f[6]);
                hours.add(new PlantHour(
                        f[0].replace(' ', 'T'),
                        Double.parseDouble(f[4]),
                        last[0],
                        last[1],
                        Double.parseDouble(f[2]),
                        Double.parseDouble(f[3])));
            }
        }
        return hours;
    }
}
