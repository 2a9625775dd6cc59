package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making API keys over HTTP. */
@ExtendWith(SystemTest.class)
class KeysIT {
    private final Caller admin;

    KeysIT(RunningServer running) {
        this.admin = new Caller(running).as("admin");
    }

    private HttpResponse<String> make(String name, String... headers) throws IOException, InterruptedException {
        return admin.send(admin.request("/keys")
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + name + "\",\"role\":\"viewer\"}")));
    }

    @Test
    void makesAKeyOnceForARequestSentTwiceAndShowsItsSecretOnce() throws Exception {
        String key = UUID.randomUUID().toString();

        JsonNode first = Versions.expect(make("once", "Idempotency-Key", key), 201);
        HttpResponse<String> second = make("once", "Idempotency-Key", key);

        assertThat(first.path("key").asText()).startsWith("esmap_");
        assertThat(Versions.expect(second, 201).path("name").asText()).isEqualTo("once");
        assertThat(second.body()).doesNotContain("esmap_");
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
    }

    @Test
    void revokesAKeyOnceForARequestSentTwice() throws Exception {
        Versions.expect(make("revoked-once", "Content-Type", "application/json"), 201);
        String key = UUID.randomUUID().toString();

        HttpResponse<String> first = revoke("revoked-once", key);
        HttpResponse<String> second = revoke("revoked-once", key);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(204);
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(second.statusCode()).as(second.body()).isEqualTo(204);
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(revoke("once-more", key).statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> revoke(String name, String key) throws IOException, InterruptedException {
        return admin.send(
                admin.request("/keys/" + name).header("Idempotency-Key", key).DELETE());
    }

    @Test
    void saysThatANameIsTaken() throws Exception {
        Versions.expect(make("taken", "Content-Type", "application/json"), 201);

        JsonNode problem = Versions.expect(make("taken", "Content-Type", "application/json"), 409);

        assertThat(problem.path("detail").asText()).contains("The name 'taken' is taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "admin", ".", ".."})
    void refusesNamesThatStandForOthers(String name) throws Exception {
        JsonNode problem = Versions.expect(make(name, "Content-Type", "application/json"), 422);

        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/name");
        assertThat(problem.at("/errors/0/allowed").asText()).isNotEmpty();
    }

    @Test
    void obeysNothingThatIsNotSentAsJson() throws Exception {
        Versions.expect(make("by-a-form", "Content-Type", "text/plain"), 415);
        assertThat(admin.get("/keys").body()).doesNotContain("by-a-form");
    }
}
