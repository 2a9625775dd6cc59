package org.esmap.ai.server.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hears the alerts of the server under test, as an operator's pager would. */
final class Webhook implements AutoCloseable {
    /** What alerts are signed with. */
    static final String KEY = "a key of the test";

    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    /**
     * What was sent.
     *
     * @param timestamp the header {@code X-ESMAP-Timestamp}
     * @param signature the header {@code X-ESMAP-Signature}
     * @param body      as it came
     */
    record Call(String timestamp, String signature, String body) {}

    Webhook() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        calls.add(new Call(
                exchange.getRequestHeaders().getFirst("X-ESMAP-Timestamp"),
                exchange.getRequestHeaders().getFirst("X-ESMAP-Signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    /** The variables of a server that calls this. */
    Map<String, String> variables() {
        String address = "http://localhost:" + server.getAddress().getPort() + "/alerts";
        return Map.of("AI_ALERTS_WEBHOOK", address, "AI_ALERTS_WEBHOOK_KEY", KEY);
    }

    /** The next call; null where none comes in time. */
    @Nullable
    Call next(long seconds) throws InterruptedException {
        return calls.poll(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
