package org.esmap.ai.server.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.esmap.ai.server.AssembledServer;
import org.junit.jupiter.api.Test;

class StartTest {
    private static Start start(int httpPort, int httpsPort) {
        Path home = Path.of("home");
        return new Start(
                new AssembledServer(home, home.resolve("data"), "localhost", httpPort, httpsPort, Map.of()),
                System.out);
    }

    private static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName("localhost"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = anyPort()) {
            return socket.getLocalPort();
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = anyPort()) {
            int port = taken.getLocalPort();
            assertThatIOException()
                    .isThrownBy(() -> start(port, -1).requirePorts())
                    .withMessageContainingAll("Port " + port + " is taken", "AI_HTTP_PORT");
        }
    }

    @Test
    void goesWithoutAPortForTls() throws IOException {
        int port = freePort();

        assertThatCode(() -> start(port, -1).requirePorts()).doesNotThrowAnyException();
    }

    @Test
    void saysThatItAsksOverHttpWhereThatPortIsClosed() {
        assertThatIOException()
                .isThrownBy(() -> start(-1, 9443).requirePorts())
                .withMessageContainingAll("AI_HTTP_PORT must be 1 or more, found -1", "bin/ai start");
    }
}
