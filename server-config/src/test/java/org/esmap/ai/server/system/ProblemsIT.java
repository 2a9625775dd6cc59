package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller does wrong is said as problem details, with a status of the caller's. */
@ExtendWith(SystemTest.class)
class ProblemsIT {
    private final Caller caller;
    private final int port;

    ProblemsIT(RunningServer running) {
        this.caller = new Caller(running);
        this.port = running.server().httpPort();
    }

    static JsonNode problem(HttpResponse<String> response, int status) throws Exception {
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
    @CsvSource({
        "/nothing",
        "/models/nobody",
        "/api/v1/ai/models/nobody",
        "/problem",
        "/WEB-INF/web.xml",
        "/j_security_check"
    })
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /models/<b> HTTP/1.1\r\nHost: a",
                "GET /models?a=%zz HTTP/1.1\r\nHost: a",
                "GET /api/v1/ai/models?{} HTTP/1.1\r\nHost: a",
                "GET /console/login.xhtml?%zz HTTP/1.1\r\nHost: a",
                "GET /models HTTP/1.1\r\nHost: <x>",
                "GET /models HTTP/1.1\r\nHost: localhost\r\nAccept: */*;q=abc",
                "POST /inference HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json;q=abc"
            })
    void refusesRequestsThatCannotBeRead(String head) throws Exception {
        String response = raw(port, head + "\r\nConnection: close\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "malformed-request");
        assertThat(response).doesNotContain("$WSEP");
    }

    /** The client of the JDK sends no such requests. */
    static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusesBodiesInUnknownEncodings() throws Exception {
        HttpRequest.Builder request = caller.request("/inference")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "br")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));

        problem(caller.send(request), 415);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operator|/models/climate-bert/rollback|{'to':'','reason':'x'}|/to",
                "admin|/keys|{'name':'for-ever','role':'client','life':''}|/life",
            })
    void takesAnEmptyTextForNoAbsence(String who, String path, String body, String pointer) throws Exception {
        JsonNode problem = problem(caller.as(who).post(path, body.replace('\'', '"')), 422);

        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void namesTheAddressThatWasAsked() throws Exception {
        assertThat(problem(caller.post("/api/v1/ai/inference", "{}"), 422)
                        .path("instance")
                        .asText())
                .isEqualTo("/api/v1/ai/inference");
    }

    @ParameterizedTest
    @CsvSource({
        "login.xhtml,   login:name=viewer,                          ''",
        "keys.xhtml,    keys:revoke=dashboard,                      ''",
        "model.xhtml,   id=climate-bert&window=7d&epoch=3,          ?id=climate-bert&window=7d",
        "version.xhtml, model=climate-bert&number=1.0.0%2Bx%26id=y, ?model=climate-bert&number=1.0.0%2Bx%26id%3Dy",
    })
    void showsAPageAnewWhoseViewIsGone(String page, String fields, String about) throws Exception {
        HttpResponse<String> response = caller.as("viewer")
                .post(
                        "/console/" + page,
                        fields + "&form_SUBMIT=1&jakarta.faces.ViewState=gone",
                        "application/x-www-form-urlencoded");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
        assertThat(response.headers().firstValue("Location"))
                .hasValueSatisfying(there -> assertThat(there).endsWith("/console/" + page + about));
    }

    @Test
    void hasTheScriptOfAPageWhoseViewIsGoneLoadItAnew() throws Exception {
        Caller viewer = caller.as("viewer");
        HttpRequest.Builder poll = viewer.request("/console/model.xhtml")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Faces-Request", "partial/ajax")
                .POST(HttpRequest.BodyPublishers.ofString("id=climate-bert&window=7d&state_SUBMIT=1"
                        + "&jakarta.faces.partial.ajax=true&jakarta.faces.ViewState=gone"));

        HttpResponse<String> response = viewer.send(poll);

        assertThat(response.body()).contains("<redirect", "/console/model.xhtml?id=climate-bert&amp;window=7d");
    }
}
