package org.esmap.ai.server.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Calls the server under test and reads its JSON. */
final class Caller {
    static final ObjectMapper JSON = new ObjectMapper();

    private final RunningServer running;

    Caller(RunningServer running) {
        this.running = running;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return post(path, json, "application/json");
    }

    HttpResponse<String> post(String path, String body, String contentType) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(running.server().address().resolve(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return running.http().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The cards of all models. */
    List<JsonNode> cards() throws IOException, InterruptedException {
        List<JsonNode> cards = new ArrayList<>();
        for (JsonNode model : json(get("/models")).path("models")) {
            cards.add(json(get("/models/" + model.path("id").asText())));
        }
        return cards;
    }

    static JsonNode json(HttpResponse<String> response) throws JsonProcessingException {
        return JSON.readTree(response.body());
    }
}
