package org.esmap.ai.server.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperfoil.core.parser.ParserException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.esmap.ai.server.limit.Rate;
import org.esmap.ai.server.limit.RawLimit;
import org.esmap.ai.server.limit.ShippedTexts;
import org.esmap.ai.server.system.RunningServer;

/**
 * What {@code mvn package -Pload} runs. Generator and server share this machine's cores, as the figures say. All answers
 * come from {@code climate-bert}, on the texts of its bundle.
 */
public final class Load {
    private static final String MODEL = "climate-bert";
    private static final String VERSION = "1.0.0";
    /** The tests' servers do without the optimiser; this one has what an operator's has. */
    private static final Map<String, String> OPTIMISED = Map.of("JVM_ARGS", "");

    private static final int SECONDS = Integer.getInteger("ai.load.seconds", 10);
    /** Length of a turn of warming up, in seconds, and most turns. */
    private static final int TURN = 10;

    private static final int TURNS = 18;
    /** Two turns one after the other that answer no more than this much more than the best one before end the warm-up. */
    private static final double NO_FASTER = 1.02;

    /** Connections of an open loop. */
    private static final int CONNECTIONS = 2000;

    private static final int PRACTICE_RATE = 6000;

    private final PrintStream screen;
    private final List<String> texts;

    private Load(PrintStream screen, List<String> texts) {
        this.screen = screen;
        this.texts = texts;
    }

    /** Takes no arguments; {@code -Dai.load.seconds} sets how long each step lasts. */
    public static void main(String[] arguments) throws Exception {
        ShippedTexts bundle = new ShippedTexts(MODEL, VERSION);
        Load load = new Load(System.out, bundle.texts());
        load.practise();
        try (RawLimit limit = new RawLimit(bundle);
                RunningServer running = load.start()) {
            load.memory(running);
            load.closedLoops(running, limit);
            load.memory(running);
            load.overload(running);
            load.memory(running);
            load.otherModels(running);
            load.memory(running);
        }
    }

    /** Until the generator's own code is compiled, it takes from the server what it measures. */
    private void practise() throws Exception {
        try (Dummy dummy = new Dummy()) {
            Scenario scenario = new Scenario(dummy.address(), bodies(false));
            for (int turn = 0; turn < 2; turn++) {
                scenario.closed(16, TURN);
                scenario.open(PRACTICE_RATE, CONNECTIONS, TURN);
            }
        }
    }

    /** Starts it as a build or an archive leaves it, then again once it has been primed. */
    private RunningServer start() throws Exception {
        try (RunningServer first = RunningServer.start("load", OPTIMISED)) {
            ready("at the first start", first);
        }
        RunningServer primed = RunningServer.startPrimed("load", OPTIMISED);
        ready("primed, with an empty folder of data", primed);
        return primed;
    }

    private void ready(String when, RunningServer running) {
        note("ready %.1f s after the start command, %s", running.readyAfter().toMillis() / 1e3, when);
    }

    private void closedLoops(RunningServer running, RawLimit limit) throws Exception {
        Scenario uncached = new Scenario(running.server().address(), bodies(false));
        Scenario cached = new Scenario(running.server().address(), bodies(true));
        one("in the first seconds", uncached, limit);
        warmUp(cached); // most requests a second, and much of the way is the same
        warmUp(uncached);
        one("warm", uncached, limit);
        int cores = Runtime.getRuntime().availableProcessors();
        for (int clients : new int[] {2, 16, 64}) {
            Rate together = Rate.measure(limit, texts, cores, Duration.ofSeconds(SECONDS));
            line("raw limit, " + cores + " threads", together);
            Outcome many = uncached.closed(clients, SECONDS);
            line("uncached, " + clients + " clients", many);
            note("of the raw limit: %.0f %%", 100 * many.perSecond() / together.perSecond());
        }
        line("cached, 1 client", cached.closed(1, SECONDS));
        line("cached, 16 clients", cached.closed(16, SECONDS));
        line("cached, 1000 clients", cached.closed(1000, SECONDS));
    }

    /** One client beside the raw limit, each measured right after the other. */
    private void one(String when, Scenario uncached, RawLimit limit) throws Exception {
        Rate alone = Rate.measure(limit, texts, 1, Duration.ofSeconds(SECONDS));
        line("raw limit, 1 thread", alone);
        Outcome one = uncached.closed(1, SECONDS);
        line("uncached, 1 client, " + when, one);
        note("above the raw limit: p50 %.2f ms, p95 %.2f ms", one.p50Ms() - alone.p50Ms(), one.p95Ms() - alone.p95Ms());
    }

    /** Asks until the server gets no faster: its code is being compiled meanwhile. */
    private void warmUp(Scenario scenario) throws IOException, ParserException {
        double best = 0;
        int inVain = 0;
        for (int turn = 1; turn <= TURNS && inVain < 2; turn++) {
            double now = scenario.closed(16, TURN).perSecond();
            note("warming up, %3d s: %.0f/s", turn * TURN, now);
            inVain = now < best * NO_FASTER ? inVain + 1 : 0;
            best = Math.max(best, now);
        }
    }

    private void overload(RunningServer running) throws Exception {
        Scenario uncached = new Scenario(running.server().address(), bodies(false));
        for (String time : List.of("first", "second")) {
            double capacity = uncached.closed(16, SECONDS).perSecond();
            CompletableFuture<long[]> refusals = CompletableFuture.supplyAsync(() -> refusals(running));
            Map<String, Outcome> streams = uncached.open(10 * capacity, CONNECTIONS, SECONDS);
            streams.forEach((name, outcome) -> line(time + " flood, ten times the capacity: " + name, outcome));
            long[] nanos = refusals.join();
            if (nanos.length > 0) {
                note("refusals, %d sampled: p99 %.0f ms", nanos.length, nanos[(nanos.length - 1) * 99 / 100] / 1e6);
            }
            note("goodput of the capacity: %.0f %%", 100 * streams.get("inference").perSecond() / capacity);
            line("uncached, 1 client, right after", uncached.closed(1, SECONDS));
        }
    }

    private void otherModels(RunningServer running) throws IOException, InterruptedException {
        Speeds speeds = new Speeds(running.server().address());
        for (Map.Entry<String, ObjectNode> request : Speeds.requests().entrySet()) {
            Speeds.Times times = speeds.measure(request.getValue(), Duration.ofSeconds(SECONDS));
            screen.printf(
                    Locale.ROOT,
                    "%-48s p50 %7.2f ms  p95 %7.2f ms  %d requests, %d full answers%n",
                    request.getKey(),
                    times.p50Ms(),
                    times.p95Ms(),
                    times.requests(),
                    times.whole());
        }
    }

    private long[] refusals(RunningServer running) {
        try {
            return new Refusals(running.server().address(), bodies(false)).sample(Duration.ofSeconds(SECONDS));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Linux counts it; elsewhere nothing is printed. */
    private void memory(RunningServer running) throws IOException {
        long pid = running.server().process().orElseThrow().pid();
        Path status = Path.of("/proc/" + pid + "/status");
        if (Files.exists(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .forEach(line -> note("resident memory %s", line.replaceFirst("VmRSS:\\s+", "")));
        }
    }

    private List<String> bodies(boolean cache) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> bodies = new ArrayList<>();
        for (String text : texts) {
            ObjectNode body = json.createObjectNode().put("model", MODEL).put("input", text);
            body.putObject("options").put("cache", cache);
            bodies.add(json.writeValueAsString(body));
        }
        return bodies;
    }

    private void line(String name, Rate rate) {
        screen.printf(
                Locale.ROOT,
                "%-48s %8.0f/s  p50 %7.2f ms  p95 %7.2f ms%n",
                name,
                rate.perSecond(),
                rate.p50Ms(),
                rate.p95Ms());
    }

    private void line(String name, Outcome outcome) {
        screen.printf(
                Locale.ROOT,
                "%-48s %8.0f/s  p50 %7.2f ms  p95 %7.2f ms  p99 %7.2f ms  ok %d  refused %d  failed %d%n",
                name,
                outcome.perSecond(),
                outcome.p50Ms(),
                outcome.p95Ms(),
                outcome.p99Ms(),
                outcome.good(),
                outcome.refused(),
                outcome.failed());
    }

    private void note(String format, Object... values) {
        screen.printf(Locale.ROOT, "    " + format + "%n", values);
    }
}
