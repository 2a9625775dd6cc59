package org.esmap.ai.models.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.esmap.ai.models.gridoptimizer.FiftyFourUnits;
import org.esmap.ai.models.gridoptimizer.RandomGrid;

/**
 * How long the numeric models take for the questions that their aims name: the whole default answer, from JSON to JSON,
 * in one thread, after a warm-up. Run by {@code mvn package -Pbench}. Wall time is what callers wait; CPU time says what
 * a machine that others use as well took for it.
 */
public final class NumericBenchmark {
    private static final int RUNS = Integer.getInteger("ai.bench.runs", 40);
    /** Questions of milliseconds: asked more often, and as often beforehand, while their code is being compiled. */
    private static final int QUICK = 10 * RUNS;

    private static final int WARM_UP = 10;
    private static final PrintStream SCREEN = System.out;

    private NumericBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path work = Files.createTempDirectory("ai-bench");
        try (Bench forecast = new Bench("renewable-forecast", work.resolve("forecast"))) {
            time(forecast, "renewable-forecast, 168 hours", week(), QUICK, QUICK);
        }
        try (Bench emissions = new Bench("emission-calculator", work.resolve("emissions"))) {
            time(emissions, "emission-calculator, 100 lines", hundredLines(), QUICK, QUICK);
        }
        try (Bench grid = new Bench("grid-optimizer", work.resolve("grid"))) {
            for (long seed = 1; seed <= 3; seed++) {
                time(grid, "118 buses, 1 step, seed " + seed, RandomGrid.question(seed, 118), WARM_UP, RUNS);
                time(grid, "118 buses, 24 steps, 5 storages, seed " + seed, day(seed), WARM_UP, RUNS);
                time(grid, "2,000 buses, 1 step, seed " + seed, RandomGrid.question(seed, 2_000), WARM_UP, RUNS / 2);
            }
            JsonNode answer = time(grid, "54 units over 24 h, limit 30 s", FiftyFourUnits.question(30), 1, 1);
            JsonNode certificate = answer.get("certificate");
            SCREEN.printf(
                    Locale.ROOT,
                    "    integer gap %.2e%n",
                    certificate.get("integerGap").asDouble());
        }
    }

    private static JsonNode time(Bench model, String name, JsonNode input, int warmUp, int runs) {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        double[] wall = new double[runs];
        double[] cpu = new double[runs];
        JsonNode answer = none;
        for (int k = -warmUp; k < runs; k++) {
            long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long before = System.nanoTime();
            answer = model.ask(input, none);
            if (k >= 0) {
                wall[k] = (System.nanoTime() - before) / 1e6;
                cpu[k] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore) / 1e6;
            }
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        SCREEN.printf(
                Locale.ROOT,
                "%-46s wall p50 %8.1f ms  p95 %8.1f ms   CPU p50 %8.1f ms  p95 %8.1f ms%n",
                name,
                wall[runs / 2],
                wall[runs * 95 / 100],
                cpu[runs / 2],
                cpu[runs * 95 / 100]);
        return answer;
    }

    private static ObjectNode day(long seed) {
        ObjectNode input = RandomGrid.question(seed, 118);
        ArrayNode profile = input.putObject("horizon").put("steps", 24).putArray("loadProfile");
        for (int hour = 0; hour < 24; hour++) {
            profile.add(0.72 + 0.25 * Math.sin((hour - 8) * Math.PI / 12));
        }
        ArrayNode storages = input.putArray("storages");
        for (int k = 0; k < 5; k++) {
            storages.addObject()
                    .put("bus", 8 + 23 * k)
                    .put("chargeMw", 40)
                    .put("dischargeMw", 40)
                    .put("energyMwh", 160)
                    .put("etaCharge", 0.95)
                    .put("etaDischarge", 0.92)
                    .put("initialMwh", 80);
        }
        return input;
    }

    private static ObjectNode week() throws IOException {
        ObjectNode input = example("renewable-forecast");
        JsonNode first = input.get("weather").get(0);
        OffsetDateTime begin = OffsetDateTime.parse(first.get("time").asText());
        ArrayNode weather = input.putArray("weather");
        for (int hour = 0; hour < 168; hour++) {
            ObjectNode one = first.deepCopy();
            one.put("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(begin.plusHours(hour)));
            one.put("ghi", Math.max(0, 700 * Math.sin((hour % 24 - 6) * Math.PI / 12)));
            weather.add(one);
        }
        return input;
    }

    private static ObjectNode hundredLines() throws IOException {
        ObjectNode input = example("emission-calculator");
        JsonNode given = input.get("activities");
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        for (int k = 0; k < 100; k++) {
            lines.add(given.get(k % given.size()).deepCopy());
        }
        input.set("activities", lines);
        return input;
    }

    private static ObjectNode example(String model) throws IOException {
        String path = "/models/" + model + "/1.0.0/example.json";
        try (var text = NumericBenchmark.class.getResourceAsStream(path)) {
            if (text == null) {
                throw new IOException("No " + path);
            }
            return (ObjectNode) Bench.json(new String(text.readAllBytes(), StandardCharsets.UTF_8))
                    .get("input");
        }
    }
}
