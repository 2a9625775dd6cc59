package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every model that the server lists, asked over HTTP with its own example. */
@ExtendWith(SystemTest.class)
class InferenceIT {
    private final Caller caller;

    InferenceIT(RunningServer running) {
        this.caller = new Caller(running);
    }

    @Test
    void listsLiveModels() throws Exception {
        JsonNode models = Caller.json(caller.get("/models")).path("models");

        assertThat(models).isNotEmpty();
        for (JsonNode model : models) {
            assertThat(model.path("state").asText()).isEqualTo("LIVE");
            assertThat(model.path("liveVersion").asText()).isNotEmpty();
            assertThat(model.path("limits").path("timeoutMs").isInt()).isTrue();
        }
    }

    @Test
    void answersEveryExampleOnEveryRoute() throws Exception {
        for (JsonNode card : caller.cards()) {
            String id = card.path("id").asText();
            JsonNode first =
                    answered(id, caller.post("/inference", patient(card).toString()));
            assertThat(first.path("task").asText()).isEqualTo(card.path("task").asText());
            ObjectNode typed = patient(card);
            typed.remove("model");
            answered(id, caller.post("/api/v1/ai/" + card.path("route").asText(), typed.toString()));
            answered(id, caller.post("/api/v1/ai/inference", patient(card).toString()));
        }
    }

    /** The card's example, with time for a machine that does other things beside. */
    private static ObjectNode patient(JsonNode card) {
        ObjectNode request = card.path("example").deepCopy();
        request.putObject("options").put("timeoutMs", 60_000);
        return request;
    }

    private static JsonNode answered(String id, HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as("%s: %s", id, response.body()).isEqualTo(200);
        JsonNode answer = Caller.json(response);
        assertThat(answer.path("model").asText()).isEqualTo(id);
        assertThat(answer.path("degraded").booleanValue()).as(id).isFalse();
        assertThat(answer.path("output").isMissingNode()).isFalse();
        assertThat(response.headers().firstValue("X-Model-Version"))
                .contains(answer.path("version").asText());
        return answer;
    }

    @Test
    void answersARepeatedRequestFromTheCache() throws Exception {
        for (JsonNode card : caller.cards()) {
            ObjectNode request = patient(card);
            HttpResponse<String> first = caller.post("/inference", request.toString());
            HttpResponse<String> again = caller.post("/inference", request.toString());
            ((ObjectNode) request.get("options")).put("cache", false);
            HttpResponse<String> bypass = caller.post("/inference", request.toString());

            if (first.body().length() < 60_000) {
                assertThat(again.headers().firstValue("X-Cache")).contains("HIT");
                assertThat(Caller.json(again).path("output"))
                        .isEqualTo(Caller.json(first).path("output"));
            }
            assertThat(bypass.headers().firstValue("X-Cache")).contains("BYPASS");
        }
    }

    @Test
    void keepsABatchsOrderAroundABadItem() throws Exception {
        ObjectNode batch = Caller.JSON.createObjectNode();
        ArrayNode requests = batch.putArray("requests");
        for (JsonNode card : caller.cards()) {
            requests.add(patient(card));
        }
        requests.insertObject(1).put("model", "nobody").put("input", "x");
        while (requests.size() > 10) {
            requests.remove(requests.size() - 1);
        }

        HttpResponse<String> response = caller.post("/inference/batch", batch.toString());

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode results = Caller.json(response).path("results");
        assertThat(results).hasSize(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            if (i == 1) {
                assertThat(results.get(i).path("error").path("status").intValue())
                        .isEqualTo(404);
            } else {
                assertThat(results.get(i).path("model"))
                        .isEqualTo(requests.get(i).get("model"));
            }
        }
    }

    @Test
    void describesTheApiWithExamplesThatWork() throws Exception {
        HttpResponse<String> response =
                caller.send(caller.request("/openapi?format=JSON").header("Accept", "application/json"));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode paths = Caller.json(response).path("paths");

        for (JsonNode card : caller.cards()) {
            String route = "/api/v1/ai/" + card.path("route").asText();
            JsonNode example = paths.path(route)
                    .path("post")
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("example");
            assertThat(example.isObject()).as(route).isTrue();
            ObjectNode request = example.deepCopy();
            request.putObject("options").put("timeoutMs", 60_000);
            assertThat(caller.post(route, request.toString()).statusCode())
                    .as(route)
                    .isEqualTo(200);
        }
        assertThat(caller.get("/openapi/ui/").statusCode()).isEqualTo(200);
    }
}
