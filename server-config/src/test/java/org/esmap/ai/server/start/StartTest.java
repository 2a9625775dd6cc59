package org.esmap.ai.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.esmap.ai.server.AssembledServer;
import org.junit.jupiter.api.Test;

class StartTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private Start start(int httpPort, int httpsPort) {
        return start("localhost", httpPort, httpsPort, Map.of());
    }

    private Start start(String host, int httpPort, int httpsPort, Map<String, String> variables) {
        Path home = Path.of("home");
        return new Start(
                new AssembledServer(home, home.resolve("data"), host, httpPort, httpsPort, variables),
                new PrintStream(screen, true, StandardCharsets.UTF_8));
    }

    private String printed(String host, int httpsPort, String identity) {
        start(host, 9080, httpsPort, Map.of("AI_IDENTITY", identity)).printAddresses();
        return screen.toString(StandardCharsets.UTF_8);
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
    void looksForThePortWhereTheServerWillListen() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            int port = taken.getLocalPort();
            assertThatIOException()
                    .isThrownBy(() -> start("127.0.0.2", port, -1, Map.of()).requirePorts())
                    .withMessageContaining("Port " + port + " is taken");
            assertThatIOException()
                    .isThrownBy(() -> start("*", port, -1, Map.of()).requirePorts())
                    .withMessageContaining("Port " + port + " is taken");
            assertThatCode(() -> start("127.0.0.1", port, -1, Map.of()).requirePorts())
                    .doesNotThrowAnyException();
        }
        assertThatIOException()
                .isThrownBy(() -> start("192.0.2.1", freePort(), -1, Map.of()).requirePorts())
                .withMessageContaining("AI_HOST (192.0.2.1) is no address of this machine");
    }

    @Test
    void printsTheAddressesOfAServerForThisMachine() {
        assertThat(printed("::1", 9443, "local"))
                .contains(
                        "http://[::1]:9080/openapi/ui/",
                        "http://[::1]:9080/console",
                        "http://[::1]:9080/metrics",
                        "admin, operator, viewer, client");
    }

    @Test
    void printsNoAddressThatAServerForOthersHasNot() {
        assertThat(printed("*", 9443, "oidc"))
                .contains("http://localhost:9080/console", "https://localhost:9443/metrics", "admin, operator")
                .doesNotContain("openapi", "9080/metrics");
        screen.reset();
        assertThat(printed("*", -1, "local")).doesNotContain("openapi", "metrics");
    }

    @Test
    void printsNoUserThatADirectoryHasNot() {
        assertThat(printed("localhost", 9443, "ldap"))
                .contains("those of the directory")
                .doesNotContain("operator", "Passwords");
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
