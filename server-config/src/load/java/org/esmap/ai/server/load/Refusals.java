package org.esmap.ai.server.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Samples how long a refusal takes while a server is flooded: the load generator knows the time of its answers, and not
 * of those with one status alone.
 */
final class Refusals {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration BETWEEN = Duration.ofMillis(15);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<HttpRequest> requests;
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    Refusals(URI server, List<String> bodies) {
        this.requests = bodies.stream()
                .map(body -> HttpRequest.newBuilder(server.resolve("/inference"))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .toList();
    }

    /** Asks every few milliseconds, whatever the server does, and returns the times to status 429, sorted. */
    long[] sample(Duration time) throws InterruptedException {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            asked.add(ask(requests.get(asked.size() % requests.size())));
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        try {
            CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("A sample of the flood got no answer", e);
        }
        return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private CompletableFuture<?> ask(HttpRequest request) {
        long begin = System.nanoTime();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenAccept(response -> {
            if (response.statusCode() == TOO_MANY_REQUESTS) {
                nanos.add(System.nanoTime() - begin);
            }
        });
    }
}
