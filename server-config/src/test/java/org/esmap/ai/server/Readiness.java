package org.esmap.ai.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits for a server's {@code /health/ready}. One use, one thread. */
public final class Readiness {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration REPORT = Duration.ofSeconds(5);

    private final AssembledServer server;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    public Readiness(AssembledServer server, HttpClient http) {
        this.server = requireNonNull(server, "server is null");
        this.http = requireNonNull(http, "http is null");
    }

    /**
     * Waits until the server is ready.
     *
     * @param patience how long to wait
     * @param progress is told every few seconds what is still missing
     * @throws IOException if the server's process ended or patience did
     */
    public void await(Duration patience, Consumer<String> progress) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        Instant nextReport = begin.plus(REPORT);
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            String missing = missing();
            Duration waited = Duration.between(begin, Instant.now());
            if (missing.isEmpty()) {
                return;
            }
            if (server.process().filter(ProcessHandle::isAlive).isEmpty()) {
                throw new IOException("The server ended while it was starting. See " + server.log());
            }
            Optional<String> failure = server.applicationFailure();
            if (failure.isPresent()) {
                throw new IOException("The application did not start: " + failure.get() + " See " + server.log());
            }
            if (waited.compareTo(patience) > 0) {
                throw new IOException("Not ready after " + patience.toSeconds() + " s (" + missing
                        + "). The server is left as it is; see " + server.log());
            }
            if (Instant.now().isAfter(nextReport)) {
                progress.accept("  " + waited.toSeconds() + " s: " + missing);
                nextReport = nextReport.plus(REPORT);
            }
            never.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What is missing for readiness, in words; empty when nothing is. */
    private String missing() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? "" : "not ready yet: " + downChecks(response.body());
        } catch (IOException e) {
            return "no answer yet on " + server.address();
        }
    }

    private String downChecks(String body) {
        List<String> down = new ArrayList<>();
        try {
            for (JsonNode check : json.readTree(body).path("checks")) {
                if (!check.path("status").asText().equals("UP")) {
                    down.add(check.path("name").asText());
                }
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return "the health answer is not JSON: " + e.getOriginalMessage();
        }
        return down.isEmpty() ? "the application is starting" : String.join(", ", down);
    }
}
