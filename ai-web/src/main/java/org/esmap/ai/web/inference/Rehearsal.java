package org.esmap.ai.web.inference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.scheduling.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Sends a new server some hundred questions that it refuses, as it would in a flood, once every model is live. The optimising
 * compiler leaves out what has never been done: a server that had only answered ran much of the container's code anew,
 * interpreted, in the first second of its first flood. Thread-safe.
 */
@ApplicationScoped
class Rehearsal {
    private static final Logger LOG = System.getLogger(Rehearsal.class.getName());
    private static final String HEADER = "X-Rehearsal";
    /** What a method does is counted only after some two hundred calls. Half are refused before JAX-RS, half behind it. */
    private static final int QUESTIONS = 1_000;

    /** Leaves the cores to those who ask first; and all at once the questions helped less (measured, docs/benchmarks.md). */
    private static final Duration PAUSE = Duration.ofMillis(25);

    private static final String UNKNOWN_MODEL = "rehearsal";
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(10);

    private final Registry registry;
    private final Config config;
    private final ExecutorService workers;
    private volatile @Nullable String secret;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Rehearsal() {
        this(null, null, null);
    }

    @Inject
    Rehearsal(Registry registry, Config config, @Workers ExecutorService workers) {
        this.registry = registry;
        this.config = config;
        this.workers = workers;
    }

    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
        address().ifPresent(inference -> workers.execute(() -> rehearse(inference, PAUSE)));
    }

    /** Whether {@code request} is one of the server's own, to be refused. */
    boolean asks(HttpServletRequest request) {
        String known = secret;
        return known != null && known.equals(request.getHeader(HEADER));
    }

    /** What a flood's questions are told, counted nowhere. */
    AiException refusal() {
        return AiException.overloaded("This is a rehearsal.", Duration.ofSeconds(1));
    }

    /** Where this server takes questions over plain HTTP; empty where it does not, or where there is no server. */
    private Optional<URI> address() {
        String host = config.getOptionalValue("ai.host", String.class).orElse("localhost");
        try {
            int port = config.getOptionalValue("ai.http.port", Integer.class).orElse(-1);
            return port < 1
                    ? Optional.empty()
                    : Optional.of(new URI(
                            "http", null, host.equals("*") ? "localhost" : host, port, "/inference", null, null));
        } catch (URISyntaxException | IllegalArgumentException e) { // the latter for a port that is no number
            return Optional.empty();
        }
    }

    void rehearse(URI inference, Duration pause) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        long start = System.nanoTime();
        secret = UUID.randomUUID().toString();
        try {
            int asked = 0;
            while (asked < QUESTIONS && System.nanoTime() - start < PATIENCE.toNanos()) {
                if (registry.ready() && ask(client, inference, asked % 2 == 0)) {
                    asked++;
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                } else {
                    TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                }
            }
        } catch (IOException e) {
            LOG.log(Level.INFO, "Refusals could not be rehearsed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            secret = null;
        }
    }

    /** Whether there was an answer; not as long as the server does not listen. */
    private boolean ask(HttpClient client, URI inference, boolean known) throws IOException, InterruptedException {
        String model = known ? registry.models().iterator().next().id().value() : UNKNOWN_MODEL;
        try {
            client.send(
                    HttpRequest.newBuilder(inference)
                            .timeout(LONGEST_REFUSAL)
                            .header(HEADER, String.valueOf(secret))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"model\":\"" + model + "\",\"input\":\"Is there room?\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (ConnectException notYet) {
            return false;
        }
    }
}
