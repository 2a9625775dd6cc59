package org.esmap.ai.models.renewableforecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In-plane irradiance against days of a PVWatts reference year. */
class ReferenceYearTest {
    @Test
    void sumsToTheReferenceWithinHalfAPercent() throws IOException {
        double reference = sum(rows(), 0);
        assertThat(sum(rows(), 30)).isEqualTo(reference, within(0.005 * reference));
    }

    /** The half hour matters: the sun at an hour's start gives another sum. */
    @Test
    void missesTheReferenceFromTheHoursStart() throws IOException {
        List<String[]> rows = rows();
        double off = 0;
        double middle = 0;
        for (String[] row : rows) {
            double reference = Double.parseDouble(row[5]);
            off += Math.abs(plane(row, 0) - reference);
            middle += Math.abs(plane(row, 30) - reference);
        }
        assertThat(off).isGreaterThan(5 * middle);
    }

    /** With {@code minutes} 0 the reference's own sum, else ours with the sun so long after the hour's start. */
    private static double sum(List<String[]> rows, int minutes) {
        return rows.stream()
                .mapToDouble(row -> minutes == 0 ? Double.parseDouble(row[5]) : plane(row, minutes))
                .sum();
    }

    private static double plane(String[] row, int minutes) {
        Site denver = new Site(39.73, -105.18, 1819.6, 1);
        double tempC = Double.parseDouble(row[3]);
        Sun sun = Sun.at(WeatherReader.time(row[0], "").plusMinutes(minutes).toInstant(), denver, Double.NaN, tempC);
        Horizontal sky = Horizontal.ofBeamAndDiffuse(Double.parseDouble(row[1]), Double.parseDouble(row[2]), sun);
        return Plane.of(sky, sun, 20, 180, 0.2).total();
    }

    private static List<String[]> rows() throws IOException {
        try (var in = ReferenceYearTest.class.getResourceAsStream("/renewableforecast/pvwatts-denver.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("2019"))
                    .map(line -> line.split(","))
                    .toList();
        }
    }
}
