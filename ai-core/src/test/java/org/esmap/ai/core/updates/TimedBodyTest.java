package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies as the client of the JDK gives them: of a server that sends three bytes of four, and the last when it may. */
@Timeout(60)
class TimedBodyTest {
    private final CountDownLatch rest = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write(new byte[] {1, 2, 3});
            exchange.getResponseBody().flush();
            ToyModel.await(rest);
            exchange.getResponseBody().write(4);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        rest.countDown();
        server.stop(0);
    }

    @Test
    void endsTheWaitForABodyThatStalls() throws Exception {
        try (InputStream body = new TimedBody(body(), Duration.ofMillis(300))) {
            assertThatThrownBy(body::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("took longer than");
        }
    }

    @Test
    void readsWhatComesInTime() throws Exception {
        rest.countDown();
        try (InputStream body = new TimedBody(body(), Duration.ofHours(1))) {
            assertThat(body.read()).isEqualTo(1);
            assertThat(body.readAllBytes()).containsExactly(2, 3, 4);
        }
    }

    private InputStream body() throws Exception {
        URI address = URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }
}
