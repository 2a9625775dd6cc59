package org.esmap.ai.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The server that the build assembled, with its start command, its folder of data and its ports.
 *
 * @param home      folder with {@code bin/ai} and {@code wlp}
 * @param data      folder of everything that is kept
 * @param host      address the server listens on
 * @param httpPort  plain port; -1 where it is closed
 * @param httpsPort TLS port; -1 where it is closed
 * @param variables further environment variables of the server process
 */
public record AssembledServer(
        Path home, Path data, String host, int httpPort, int httpsPort, Map<String, String> variables) {
    /** Name of the Liberty server inside {@code wlp}. */
    public static final String NAME = "esmap-ai";

    /** Liberty's message for an application that failed to start. */
    private static final String APPLICATION_FAILED = "CWWKZ0002E";

    private static final Duration COMMAND_TIMEOUT = Duration.ofMinutes(10);

    public AssembledServer {
        requireNonNull(home, "home is null");
        requireNonNull(data, "data is null");
        requireNonNull(host, "host is null");
        variables = Map.copyOf(variables);
    }

    /**
     * The server as the environment describes it: {@code AI_DATA AI_HOST AI_HTTP_PORT AI_HTTPS_PORT} or defaults, also where
     * one is set to nothing.
     *
     * @throws IllegalArgumentException where a port is not a number
     */
    public static AssembledServer ofEnvironment(Path home, Map<String, String> environment) {
        return new AssembledServer(
                home,
                Path.of(given(environment, "AI_DATA", home.resolve("data").toString())),
                given(environment, "AI_HOST", "localhost"),
                port(environment, "AI_HTTP_PORT", 9080),
                port(environment, "AI_HTTPS_PORT", 9443),
                Map.of());
    }

    private static String given(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    private static int port(Map<String, String> environment, String name, int otherwise) {
        String value = given(environment, name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a port number, found '" + value + "'", e);
        }
    }

    /** Where a client on this machine finds the server. */
    public URI address() {
        return URI.create("http://" + reached() + ":" + httpPort);
    }

    /** The same over TLS; empty where that port is closed. */
    public Optional<URI> secureAddress() {
        return httpsPort < 1 ? Optional.empty() : Optional.of(URI.create("https://" + reached() + ":" + httpsPort));
    }

    private String reached() {
        boolean any = host.equals("*") || host.equals("0.0.0.0") || host.equals("::");
        return any ? "localhost" : host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** Whether other machines can reach the server, as the start command sees it. */
    public boolean servesOthers() {
        return !host.matches("localhost|127\\.[0-9.]*|::1");
    }

    /** Who knows the users: {@code local}, {@code ldap} or {@code oidc}. */
    public String identity() {
        return given(variables, "AI_IDENTITY", given(System.getenv(), "AI_IDENTITY", "local"));
    }

    /** The file with the generated passwords; absent where all were given. */
    public Path passwords() {
        return data.resolve("secrets").resolve("passwords");
    }

    /** The server's log. */
    public Path log() {
        return output().resolve(NAME).resolve("logs/messages.log");
    }

    /** Where Liberty writes: beside its configuration, unless a variable says otherwise. */
    private Path output() {
        String otherwise = System.getenv("WLP_OUTPUT_DIR");
        String output = variables.getOrDefault("WLP_OUTPUT_DIR", otherwise == null ? "" : otherwise);
        return output.isEmpty() ? home.resolve("wlp/usr/servers") : Path.of(output);
    }

    /** The password of one of {@code admin operator viewer client}: as given, else as generated. */
    public Optional<String> password(String user) {
        String key = "AI_" + user.toUpperCase(Locale.ROOT) + "_PASSWORD";
        String given = variables.getOrDefault(key, System.getenv().getOrDefault(key, ""));
        return given.isEmpty() ? kept(key) : Optional.of(given);
    }

    private Optional<String> kept(String key) {
        if (!Files.exists(passwords())) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(passwords()).stream()
                    .filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + passwords(), e);
        }
    }

    /** Makes later starts quicker. */
    public void prime() throws IOException, InterruptedException {
        int code = command("prime");
        if (code != 0) {
            throw new IOException("The server could not be primed (exit code " + code + "). See " + log());
        }
    }

    /** Starts the server in the background; returns once the process runs, not once it is ready. */
    public void start() throws IOException, InterruptedException {
        int code = command("start");
        if (code != 0) {
            throw new IOException("The server did not start (exit code " + code + "). See " + log());
        }
    }

    /** Stops the server; a server that does not run is no error. */
    public void stop() throws IOException, InterruptedException {
        command("stop");
    }

    /** The running server's process. */
    public Optional<ProcessHandle> process() {
        Path pidFile = output().resolve(".pid").resolve(NAME + ".pid");
        try {
            return Files.exists(pidFile)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(pidFile).trim()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + pidFile, e);
        }
    }

    /** Why the application did not start, in the container's words; empty where it started or has not tried yet. */
    public Optional<String> applicationFailure() {
        if (!Files.exists(log())) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(log(), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(APPLICATION_FAILED))
                    .map(line ->
                            line.substring(line.indexOf(APPLICATION_FAILED)).replaceFirst("\".*", ""))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log(), e);
        }
    }

    private int command(String verb) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of("sh", home.resolve("bin/ai").toString(), verb)).inheritIO();
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("AI_DATA", data.toString());
        environment.put("AI_HOST", host);
        environment.put("AI_HTTP_PORT", Integer.toString(httpPort));
        environment.put("AI_HTTPS_PORT", Integer.toString(httpsPort));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(COMMAND_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("bin/ai " + verb + " took longer than " + COMMAND_TIMEOUT.toSeconds() + " s");
        }
        return process.exitValue();
    }
}
