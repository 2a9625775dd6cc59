package org.esmap.ai.models.evaluation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of the EEA's database on policies and measures, as {@code training/eea.py} reads and splits it.
 *
 * @param reductionKt expected reduction in 2030, kt CO2e a year, 0 where none is reported
 */
record Measure(
        String country,
        String name,
        String description,
        List<String> sectors,
        List<String> instruments,
        double reductionKt) {
    static final Path FILE = Bench.set("m6_eea_pams/EEA_PaMs.csv");

    /** Held out by {@code split_countries}; {@link #DEVELOPMENT} chose thresholds. */
    private static final Set<String> TEST = Set.of(
            "Cyprus", "Greece", "Iceland", "Ireland", "Italy", "Poland", "Portugal", "Slovakia", "Slovenia", "Sweden");

    private static final Set<String> DEVELOPMENT = Set.of("Denmark", "Finland", "Norway");
    private static final Pattern WORD = Pattern.compile("[a-zà-ÿ]+");
    private static final Set<String> ENGLISH =
            Set.of("the of and to in for is on by with as are be from at this that which an or will has".split(" "));

    /** The rows in English. */
    static List<Measure> read() {
        List<Measure> measures = new ArrayList<>();
        for (Map<String, String> row : Csv.read(FILE, ',', StandardCharsets.UTF_8)) {
            Measure measure = new Measure(
                    row.get("Country").strip(),
                    row.get("Name of policy or measure").strip(),
                    row.get("Description").strip(),
                    list(row.get("Sector(s) affected")),
                    list(row.get("Type of policy instrument")),
                    number(row.get("Total GHG emissions reductions in 2030 (kt CO2eq/y)")));
            if (english(measure.description.isEmpty() ? measure.name : measure.description)) {
                measures.add(measure);
            }
        }
        return measures;
    }

    boolean test() {
        return TEST.contains(country);
    }

    boolean train() {
        return !test() && !DEVELOPMENT.contains(country);
    }

    private static List<String> list(String cell) {
        return List.of(cell.split(";")).stream()
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private static double number(String cell) {
        String plain = cell.strip().replace(",", "");
        return plain.matches("\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?") ? Double.parseDouble(plain) : 0;
    }

    private static boolean english(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words.size() < 6 || words.stream().filter(ENGLISH::contains).count() > 0.12 * words.size();
    }
}
