package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SystemTest.class)
class HealthIT {
    private final RunningServer running;

    HealthIT(RunningServer running) {
        this.running = running;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/started", "/health/ready", "/health/live"})
    void answersEveryProbe(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(response.body()).path("status").asText())
                .isEqualTo("UP");
    }

    @Test
    void sendsSecurityHeaders() throws IOException, InterruptedException {
        HttpResponse<String> response = get("/models");

        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'self'"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return running.http()
                .send(
                        HttpRequest.newBuilder(running.server().address().resolve(path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
