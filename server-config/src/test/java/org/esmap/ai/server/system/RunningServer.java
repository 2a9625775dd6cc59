package org.esmap.ai.server.system;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.esmap.ai.server.AssembledServer;
import org.esmap.ai.server.Readiness;

/**
 * The assembled server on free ports, with a throw-away folder of data and passwords that the test knows, beside
 * whatever else runs from the same installation. Ready when the constructor returns; stopped by {@link #close()}.
 */
public final class RunningServer implements AutoCloseable {
    /** The password of every user of a test server. */
    public static final String PASSWORD = "a password of the test";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final AssembledServer server;
    private Duration readyAfter = Duration.ZERO;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private RunningServer(AssembledServer server) {
        this.server = server;
    }

    /** Starts a server; {@code name} is that of its folder, {@code variables} go to its process. */
    public static RunningServer start(String name, Map<String, String> variables)
            throws IOException, InterruptedException {
        return started(assembled(name, variables));
    }

    /** Starts a server that has been primed. */
    public static RunningServer startPrimed(String name, Map<String, String> variables)
            throws IOException, InterruptedException {
        AssembledServer server = assembled(name, variables);
        server.prime();
        return started(server);
    }

    private static AssembledServer assembled(String name, Map<String, String> variables) throws IOException {
        Path folder = Path.of(System.getProperty("ai.it.folder")).resolve(name).toAbsolutePath();
        delete(folder);
        Map<String, String> all = new HashMap<>();
        for (String role : new String[] {"ADMIN", "OPERATOR", "VIEWER", "CLIENT"}) {
            all.put("AI_" + role + "_PASSWORD", PASSWORD);
        }
        // quick to start; the tests measure no speed
        all.put("JVM_ARGS", "-XX:TieredStopAtLevel=1");
        all.put("WLP_OUTPUT_DIR", folder.resolve("output").toString());
        all.putAll(variables);
        Files.createDirectories(folder.resolve("output"));
        return new AssembledServer(
                Path.of(System.getProperty("ai.home")),
                folder.resolve("data"),
                "localhost",
                freePort(),
                freePort(),
                all);
    }

    private static RunningServer started(AssembledServer server) throws IOException, InterruptedException {
        RunningServer running = new RunningServer(server);
        try {
            long begin = System.nanoTime();
            server.start();
            new Readiness(running.server, running.http).await(PATIENCE, line -> {});
            running.readyAfter = Duration.ofNanos(System.nanoTime() - begin);
        } catch (IOException | InterruptedException e) {
            running.close();
            throw e;
        }
        return running;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Where it lies and listens. */
    public AssembledServer server() {
        return server;
    }

    /** Time from the start command to readiness. */
    public Duration readyAfter() {
        return readyAfter;
    }

    /** A client that keeps its connections alive. */
    public HttpClient http() {
        return http;
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the server stopped", e);
        }
    }
}
