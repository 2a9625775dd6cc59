package org.esmap.ai.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssembledServerTest {
    private static final Path HOME = Path.of("home");

    @Test
    void takesWhatIsSetToNothingForNotSet() {
        Map<String, String> nothing = Map.of("AI_DATA", "", "AI_HOST", "", "AI_HTTP_PORT", "", "AI_HTTPS_PORT", "");

        AssembledServer server = AssembledServer.ofEnvironment(HOME, nothing);

        assertThat(server).isEqualTo(AssembledServer.ofEnvironment(HOME, Map.of()));
        assertThat(server.address()).isEqualTo(URI.create("http://localhost:9080"));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost, false",
        "127.0.0.1, 127.0.0.1, false",
        "::1,       [::1],     false",
        "[::1],     [::1],     true",
        "fe80::7,   [fe80::7], true",
        "10.0.0.7,  10.0.0.7,  true",
        "*,         localhost, true",
        "::,        localhost, true",
    })
    void isReachedAtItsHost(String host, String reached, boolean servesOthers) {
        AssembledServer server = AssembledServer.ofEnvironment(HOME, Map.of("AI_HOST", host));

        assertThat(server.address()).isEqualTo(URI.create("http://" + reached + ":9080"));
        assertThat(server.secureAddress()).contains(URI.create("https://" + reached + ":9443"));
        assertThat(server.servesOthers()).isEqualTo(servesOthers);
    }

    @Test
    void hasNoSecureAddressWhereThatPortIsClosed() {
        assertThat(AssembledServer.ofEnvironment(HOME, Map.of("AI_HTTPS_PORT", "-1"))
                        .secureAddress())
                .isEmpty();
    }

    @Test
    void refusesAPortThatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssembledServer.ofEnvironment(HOME, Map.of("AI_HTTP_PORT", "http")))
                .withMessage("AI_HTTP_PORT must be a port number, found 'http'");
    }
}
