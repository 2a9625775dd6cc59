package org.esmap.ai.server.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server in this process that answers every tenth request and refuses the others: the load generator practises on it. */
final class Dummy implements AutoCloseable {
    private static final byte[] BODY = "{\"output\": {}}".getBytes(StandardCharsets.UTF_8);
    private static final int ANSWERED = 10;
    private static final int THREADS = 4;

    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer http;

    Dummy() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::answer);
        http.start();
    }

    URI address() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(asked.getAndIncrement() % ANSWERED == 0 ? 200 : 429, BODY.length);
            exchange.getResponseBody().write(BODY);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdown();
    }
}
