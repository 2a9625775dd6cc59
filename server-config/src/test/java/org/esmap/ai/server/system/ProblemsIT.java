package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a caller does wrong is said as problem details, with a status of the caller's. */
@ExtendWith(SystemTest.class)
class ProblemsIT {
    private final Caller caller;

    ProblemsIT(RunningServer running) {
        this.caller = new Caller(running);
    }

    private static JsonNode problem(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = Caller.json(response);
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("type").asText())
                .isEqualTo("urn:esmap-ai:problem:" + problem.path("code").asText());
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(response.body()).doesNotContain("Exception", "org.esmap", "\tat ");
        return problem;
    }

    @Test
    void namesTheKnownModels() throws Exception {
        String known = Caller.json(caller.get("/models"))
                .path("models")
                .path(0)
                .path("id")
                .asText();

        JsonNode problem = problem(caller.post("/inference", "{\"model\":\"nobody\",\"input\":\"x\"}"), 404);

        assertThat(problem.path("code").asText()).isEqualTo("unknown-model");
        assertThat(problem.path("detail").asText()).contains(known);
        assertThat(problem.path("instance").asText()).isEqualTo("/inference");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"a|400",
                "``|400",
                "{\"model\":\"a\",\"model\":\"b\",\"input\":1}|400",
                "{\"model\":\"a\",\"input\":NaN}|400",
                "{\"model\":\"a\",\"input\":1} x|400",
                "{\"model\":\"a\",\"input\":1e999}|422",
                "{\"model\":\"a\",\"input\":\"\\ud800\"}|422",
                "{\"input\":\"x\"}|422",
                "{\"model\":\"a\",\"input\":\"x\",\"more\":1}|422",
                "[]|422",
            })
    void refusesWhatIsNotStrictJsonOrNoRequest(String body, int status) throws Exception {
        problem(caller.post("/inference", body), status);
    }

    @Test
    void refusesDeepNesting() throws Exception {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);

        problem(caller.post("/inference", "{\"model\":\"a\",\"input\":" + deep + "}"), 400);
    }

    @Test
    void refusesBodiesOverTheLimit() throws Exception {
        String large = "x".repeat(1 << 20);

        problem(caller.post("/inference", "{\"model\":\"a\",\"input\":\"" + large + "\"}"), 413);
    }

    @Test
    void pointsAtTheMemberThatIsMissing() throws Exception {
        JsonNode problem = problem(caller.post("/inference", "{\"input\":\"x\",\"options\":{\"timeoutMs\":0}}"), 422);

        assertThat(problem.path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/model", "/options/timeoutMs");
        assertThat(problem.path("errors").findValuesAsText("allowed")).contains("1 to 600000");
    }

    @ParameterizedTest
    @CsvSource({"/nothing", "/models/nobody", "/api/v1/ai/models/nobody", "/problem"})
    void saysThatNothingIsThere(String path) throws Exception {
        problem(caller.get(path), 404);
    }

    @Test
    void namesThePossibleMethods() throws Exception {
        HttpResponse<String> response =
                caller.send(caller.request("/inference").method("DELETE", HttpRequest.BodyPublishers.noBody()));

        problem(response, 405);
        assertThat(response.headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("POST"));
    }

    @Test
    void refusesOtherMediaTypes() throws Exception {
        problem(caller.post("/inference", "model=a", "application/x-www-form-urlencoded"), 415);
        problem(caller.send(caller.request("/models").header("Accept", "image/png")), 406);
    }

    @ParameterizedTest
    @CsvSource({"'{\"requests\":[]}'", "'{}'", "'{\"requests\":[1,2,3,4,5,6,7,8,9,10,11]}'"})
    void refusesBatchesOfTheWrongSize(String body) throws Exception {
        problem(caller.post("/inference/batch", body), 422);
    }
}
