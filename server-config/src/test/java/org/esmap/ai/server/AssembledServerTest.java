package org.esmap.ai.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssembledServerTest {
    private static final Path HOME = Path.of("home");

    @Test
    void takesWhatIsSetToNothingForNotSet() {
        Map<String, String> nothing = Map.of("AI_DATA", "", "AI_HOST", "", "AI_HTTP_PORT", "", "AI_HTTPS_PORT", "");

        AssembledServer server = AssembledServer.ofEnvironment(HOME, nothing);

        assertThat(server).isEqualTo(AssembledServer.ofEnvironment(HOME, Map.of()));
        assertThat(server.address()).isEqualTo(URI.create("http://localhost:9080"));
    }

    @Test
    void refusesAPortThatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AssembledServer.ofEnvironment(HOME, Map.of("AI_HTTP_PORT", "http")))
                .withMessage("AI_HTTP_PORT must be a port number, found 'http'");
    }
}
