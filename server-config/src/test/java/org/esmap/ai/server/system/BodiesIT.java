package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, and the requests that go on once theirs has come, do no harm. */
@ExtendWith(SystemTest.class)
class BodiesIT {
    private final Caller caller;
    private final int port;

    BodiesIT(RunningServer running) {
        this.caller = new Caller(running);
        this.port = running.server().httpPort();
    }

    /** Whether their thread waits for them, or none. */
    @ParameterizedTest
    @CsvSource({"POST, application/json", "PUT, application/x-www-form-urlencoded"})
    void takesNoMemoryForBodiesThatGrowWhenTheyAreDecoded(String method, String type) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write(new byte[30 << 20]);
        }
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < 60; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/inference"))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Content-Type", type)
                    .header("Content-Encoding", "gzip")
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                    .build();
            answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.join().statusCode()).isEqualTo(413);
        }
        assertThat(caller.get("/health/live").statusCode()).isEqualTo(200);
    }

    /** Such an address was decoded once more when the request went on, and led elsewhere or to a fault of the platform. */
    @ParameterizedTest
    @ValueSource(strings = {"/models%2523", "/a/%252e%252e/models", "/model%2573", "//models", "/x/../models"})
    void readsAnAddressOnce(String path) throws Exception {
        String head =
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 3\r\n\r\na=b";
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] line = socket.getInputStream().readNBytes(12);
            assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 404");
        }
    }
}
