package org.esmap.ai.server.load;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkData;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.core.parser.BenchmarkParser;
import io.hyperfoil.core.parser.ParserException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One run of the load generator against a server, in this process. */
final class Scenario {
    private static final String BODIES = "bodies.jsonl";

    private final URI server;
    private final List<String> bodies;

    /** Every request posts one of {@code bodies}, drawn at random. */
    Scenario(URI server, List<String> bodies) {
        this.server = server;
        this.bodies = List.copyOf(bodies);
    }

    /** As many requests as {@code clients} manage, each on a connection of its own, one after the other. */
    Outcome closed(int clients, int seconds) throws IOException, ParserException {
        String phases = """
                phases:
                - inference:
                    always:
                      users: %d
                      duration: %ds
                %s
                """.formatted(clients, seconds, inference());
        return run(clients, phases, seconds).get("inference");
    }

    /** {@code perSecond} requests whatever the server does, with a few probes beside them: outcomes by stream. */
    Map<String, Outcome> open(double perSecond, int connections, int seconds) throws IOException, ParserException {
        String phases = """
                phases:
                - inference:
                    constantRate:
                      usersPerSec: %f
                      maxSessions: %d
                      duration: %ds
                      maxDuration: %ds
                %s
                %s
                %s
                """.formatted(
                        perSecond,
                        connections,
                        seconds,
                        seconds + 10,
                        inference(),
                        probe("live", "/health/live", seconds),
                        probe("models", "/models", seconds));
        return run(connections, phases, seconds);
    }

    private static String inference() {
        return """
                      scenario:
                      - ask:
                        - randomItem:
                            file: %s
                            toVar: body
                        - httpRequest:
                            POST: /inference
                            metric: inference
                            headers:
                              content-type: application/json
                            body: ${body}
                """.formatted(BODIES).stripTrailing();
    }

    private static String probe(String name, String path, int seconds) {
        return """
                - %s:
                    constantRate:
                      usersPerSec: 4
                      maxSessions: 100
                      duration: %ds
                      scenario:
                      - ask:
                        - httpRequest:
                            GET: %s
                            metric: %s
                """.formatted(name, seconds, path, name).stripTrailing();
    }

    private Map<String, Outcome> run(int connections, String phases, int seconds)
            throws IOException, ParserException {
        String yaml = """
                name: inference
                threads: 1
                http:
                  host: http://%s:%d
                  sharedConnections: %d
                  requestTimeout: 30s
                ergonomics:
                  autoRangeCheck: false
                  stopOnInvalid: false
                %s""".formatted(server.getHost(), server.getPort(), connections + 8, phases);
        Benchmark benchmark = BenchmarkParser.instance()
                .buildBenchmark(
                        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), new Bodies(bodies), Map.of());
        Map<String, StatisticsSnapshot> totals = new HashMap<>();
        new LocalSimulationRunner(
                        benchmark,
                        (phase, step, metric, snapshot, ignored) -> totals.computeIfAbsent(
                                        metric, name -> new StatisticsSnapshot())
                                .add(snapshot),
                        null,
                        null)
                .run();
        Map<String, Outcome> outcomes = new TreeMap<>();
        totals.forEach((metric, snapshot) -> outcomes.put(metric, Outcome.of(snapshot, seconds)));
        return outcomes;
    }

    /** The request bodies as the one file that a scenario reads. */
    private record Bodies(List<String> lines) implements BenchmarkData {
        @Override
        public InputStream readFile(String file) {
            return new ByteArrayInputStream(content());
        }

        @Override
        public Map<String, byte[]> files() {
            return Map.of(BODIES, content());
        }

        private byte[] content() {
            return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        }
    }
}
