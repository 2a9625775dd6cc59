package org.esmap.ai.web.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.Config;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.web.FilterCall;
import org.esmap.ai.web.trial.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Before a server that refuses whatever the rehearsal asks. */
@Timeout(120)
@SuppressWarnings("NullAway") // neither settings nor threads are needed
class RehearsalTest {
    private final Rehearsal rehearsal = new Rehearsal(Platform.bean(Registry.class), null, null);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<HttpServletRequest> own = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private URI start(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/inference", this::refuse);
        server.start();
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/inference");
    }

    private void refuse(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("X-Rehearsal");
        HttpServletRequest request = request(header);
        asked.add(StrictJson.read(exchange.getRequestBody().readAllBytes())
                .path("model")
                .textValue());
        if (rehearsal.asks(request)) {
            own.add(request);
        }
        exchange.sendResponseHeaders(429, -1);
        exchange.close();
    }

    private static HttpServletRequest request(String header) {
        return FilterCall.fake(HttpServletRequest.class, (self, method, arguments) -> header);
    }

    @Test
    void asksForRefusalsOfBothKindsThatNobodyElseCanAskFor() throws Exception {
        rehearsal.rehearse(start(0), Duration.ZERO);

        assertThat(asked)
                .hasSizeGreaterThan(500)
                .filteredOn("rehearsal"::equals)
                .hasSize(asked.size() / 2);
        assertThat(own).as("refused at once, while the rehearsal lasts").hasSameSizeAs(asked);
        assertThat(rehearsal.asks(own.get(0))).as("once it is over").isFalse();
        assertThat(rehearsal.asks(request(null))).isFalse();
    }

    @Test
    void waitsUntilTheServerListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        CompletableFuture<Void> rehearsed = CompletableFuture.runAsync(
                () -> rehearsal.rehearse(URI.create("http://localhost:" + port + "/inference"), Duration.ZERO));
        start(port);
        rehearsed.join();

        assertThat(asked).isNotEmpty();
    }

    /** A rehearsal is not worth that. */
    @Test
    void keepsNoServerDownWhosePortIsNoNumber() {
        Config config = FilterCall.fake(Config.class, (self, method, arguments) -> {
            if (arguments[1] == Integer.class) {
                throw new IllegalArgumentException("no number");
            }
            return Optional.empty();
        });

        assertThatCode(() -> new Rehearsal(null, config, null).begin(this)).doesNotThrowAnyException();
    }
}
