package org.esmap.ai.server.start;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.server.AssembledServer;
import org.esmap.ai.server.Readiness;

/** What {@code mvn package -Pstart} ends with. The server keeps running when this returns. */
public final class Start {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final AssembledServer server;
    private final PrintStream screen;

    Start(AssembledServer server, PrintStream screen) {
        this.server = server;
        this.screen = screen;
    }

    /** Takes one argument: the folder of the assembled server. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        new Start(AssembledServer.ofEnvironment(home, System.getenv()), System.out).run();
    }

    private void run() throws IOException, InterruptedException {
        requirePorts();
        Instant begin = Instant.now();
        server.start();
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        screen.println("Waiting for " + server.address().resolve("/health/ready"));
        new Readiness(server, http).await(PATIENCE, screen::println);
        screen.printf(
                "Ready %.1f s after its start%n%n",
                Duration.between(begin, Instant.now()).toMillis() / 1000.0);

        List<ExampleAnswer> answers = new Examples(server, http).askAll();
        new AnswerTable(answers).print(screen);
        printAddresses();
        long failed = answers.stream().filter(answer -> !answer.answered()).count();
        if (failed > 0) {
            throw new IOException(failed + " of " + answers.size()
                    + " models did not answer their own example; the server is left running. See " + server.log());
        }
    }

    /** Models are asked over HTTP, so that port must be open; the one for TLS may be closed. */
    void requirePorts() throws IOException {
        if (server.httpPort() < 1) {
            throw new IOException("The models are asked over HTTP: AI_HTTP_PORT must be 1 or more, found "
                    + server.httpPort() + ". Set it to a port, or start the server with "
                    + server.home().resolve("bin/ai") + " start.");
        }
        requireFree(server.httpPort(), "AI_HTTP_PORT");
        if (server.httpsPort() > 0) {
            requireFree(server.httpsPort(), "AI_HTTPS_PORT");
        }
    }

    private void requireFree(int port, String variable) throws IOException {
        String host = server.host();
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(host.equals("*") ? new InetSocketAddress(port) : new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new IOException(
                    "Port " + port + " is taken, or AI_HOST (" + host
                            + ") is no address of this machine. Stop what listens" + " there, or set " + variable
                            + " to another port.",
                    e);
        }
    }

    /** What there is: a server that serves others has no API documentation and shows its metrics over TLS alone. */
    void printAddresses() {
        URI at = server.address();
        screen.println();
        if (!server.servesOthers()) {
            screen.println("API documentation  " + at.resolve("/openapi/ui/"));
        }
        screen.println("Console            " + at.resolve("/console"));
        screen.println("Health             " + at.resolve("/health"));
        (server.servesOthers() ? server.secureAddress() : Optional.of(at))
                .ifPresent(there -> screen.println("Metrics            " + there.resolve("/metrics")));
        if (server.identity().equals("ldap")) {
            screen.println("Users              those of the directory");
        } else {
            screen.println("Users              admin, operator, viewer, client");
            if (Files.exists(server.passwords())) {
                screen.println("Passwords          " + server.passwords());
            }
        }
        screen.println("Log                " + server.log());
        screen.println("Stop with          " + server.home().resolve("bin/ai") + " stop");
        screen.println();
    }
}
