package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Other clients' protocols, each asked with the models' own examples. */
@ExtendWith(SystemTest.class)
class ProtocolsIT {
    private final Caller caller;

    ProtocolsIT(RunningServer running) {
        this.caller = new Caller(running);
    }

    /** Lets a busy machine compute each example once; the protocols then find it in the cache. */
    @BeforeEach
    void askEveryModelOnce() throws Exception {
        for (JsonNode card : caller.cards()) {
            ObjectNode request = card.path("example").deepCopy();
            request.putObject("options").put("timeoutMs", 60_000);
            assertThat(caller.post("/inference", request.toString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2", "/v2/"})
    void namesTheServer(String path) throws Exception {
        JsonNode server = Caller.json(caller.get(path));

        assertThat(server.path("name").asText()).isEqualTo("esmap-ai");
        assertThat(server.path("version").isTextual()).isTrue();
        assertThat(server.path("extensions").isArray()).isTrue();
    }

    @Test
    void saysWhatIsReady() throws Exception {
        assertThat(caller.get("/v2/health/live").body()).isEqualTo("{\"live\":true}");
        assertThat(caller.get("/v2/health/ready").body()).isEqualTo("{\"ready\":true}");
        for (JsonNode card : caller.cards()) {
            String model = "/v2/models/" + card.path("id").asText();
            assertThat(Caller.json(caller.get(model + "/ready")).path("ready").booleanValue())
                    .isTrue();
            JsonNode description = Caller.json(caller.get(model));
            assertThat(description.path("inputs")).isNotEmpty();
            assertThat(description.path("outputs")).isNotEmpty();
        }
        assertThat(caller.get("/v2/models/nobody/ready").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", "text/plain"})
    void infersOverTensors(String contentType) throws Exception {
        for (JsonNode card : caller.cards()) {
            JsonNode input = card.path("example").path("input");
            JsonNode text = input.path("text").isTextual() && input.size() == 1 ? input.path("text") : input;
            ObjectNode request = Caller.JSON.createObjectNode().put("id", "42");
            request.putObject("parameters").put("timeout", 60_000_000);
            ObjectNode tensor = request.putArray("inputs").addObject();
            tensor.put("name", text.isTextual() ? "text" : "input").put("datatype", "BYTES");
            tensor.putArray("shape").add(1);
            tensor.putArray("data").add(text.isTextual() ? text.asText() : text.toString());

            HttpResponse<String> response =
                    caller.post("/v2/models/" + card.path("id").asText() + "/infer", request.toString(), contentType);

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode answer = Caller.json(response);
            assertThat(answer.path("id").asText()).isEqualTo("42");
            assertThat(answer.path("outputs").findValuesAsText("name")).contains("output");
        }
    }

    @Test
    void saysErrorsAsTheProtocolDoes() throws Exception {
        HttpResponse<String> response = caller.post("/v2/models/nobody/infer", "{\"inputs\":[]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Caller.json(response).path("error").asText()).contains("inputs");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/models/climate-bert/infer, 405",
        "GET, /v2/models, 404",
        "POST, /v2/models/climate-bert/infer, 400"
    })
    void saysSoWhatNoRouteOfTheProtocolHasSeen(String method, String path, int status) throws Exception {
        HttpResponse<String> response = caller.send(caller.request(path)
                .header("Inference-Header-Content-Length", "abc")
                .method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(Caller.json(response).path("error").isTextual()).isTrue();
    }

    @Test
    void answersHuggingFaceClients() throws Exception {
        for (JsonNode card : caller.cards()) {
            ObjectNode request = Caller.JSON.createObjectNode();
            request.set("inputs", card.path("example").path("input"));
            if (card.path("example").has("parameters")) {
                request.set("parameters", card.path("example").path("parameters"));
            }

            HttpResponse<String> response =
                    caller.post("/hf/models/" + card.path("id").asText(), request.toString());

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode body = Caller.json(response);
            if (card.path("task").asText().equals("text-classification")) {
                assertThat(body.path(0).path(0).path("label").isTextual()).isTrue();
            }
        }
    }

    @Test
    void answersWorkersAiClients() throws Exception {
        for (JsonNode card : caller.cards()) {
            String path = "/ai/run/" + card.path("id").asText();
            ObjectNode request = card.path("example").deepCopy();
            request.remove("model");

            JsonNode answer = Caller.json(caller.post(path, request.toString()));

            assertThat(answer.path("success").booleanValue())
                    .as(answer.toString())
                    .isTrue();
            assertThat(answer.has("result")).isTrue();
        }
        JsonNode failed = Caller.json(caller.post("/ai/run/nobody", "{}"));
        assertThat(failed.path("success").booleanValue()).isFalse();
        assertThat(failed.path("errors").path(0).path("code").intValue()).isEqualTo(404);
    }

    @Test
    void embedsTextsForOpenAiClients() throws Exception {
        String like = "\"input\":[\"wind turbines at sea\",\"offshore wind farm\",\"a cake recipe\"]";

        JsonNode body = Caller.json(caller.post("/v1/embeddings", "{\"model\":\"all-minilm-l6-v2\"," + like + "}"));

        assertThat(body.path("data")).hasSize(3);
        assertThat(cosine(body, 0, 1)).isGreaterThan(cosine(body, 0, 2) + 0.2);
        assertThat(body.path("usage").path("prompt_tokens").intValue()).isPositive();
        HttpResponse<String> unknown = caller.post("/v1/embeddings", "{\"model\":\"x\",\"input\":\"y\"}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(Caller.json(unknown).path("error").path("message").asText()).contains("all-minilm-l6-v2");
    }

    @Test
    void embedsAsManyTextsAtOnceAsItSays() throws Exception {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", "all-minilm-l6-v2");
        ArrayNode texts = request.putArray("input");
        for (int i = 0; i < 128; i++) {
            texts.add("substation " + i);
        }
        HttpResponse<String> answer = caller.post("/v1/embeddings", request.toString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Caller.json(answer).path("data")).hasSize(128);
    }

    private static double cosine(JsonNode body, int a, int b) {
        double sum = 0;
        for (int i = 0; i < 384; i++) {
            sum += number(body, a, i) * number(body, b, i);
        }
        return sum;
    }

    private static double number(JsonNode body, int text, int i) {
        return body.path("data").path(text).path("embedding").path(i).doubleValue();
    }
}
