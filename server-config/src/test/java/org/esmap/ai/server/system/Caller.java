package org.esmap.ai.server.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Calls the server under test, as nobody or as one of its users, and reads its JSON. */
public final class Caller {
    static final ObjectMapper JSON = new ObjectMapper();

    private final RunningServer running;
    private final Map<String, String> credentials;

    public Caller(RunningServer running) {
        this(running, Map.of());
    }

    private Caller(RunningServer running, Map<String, String> credentials) {
        this.running = running;
        this.credentials = credentials;
    }

    /** The same server, called by one of its users. */
    public Caller as(String user) {
        return with("Authorization", basic(user, RunningServer.PASSWORD));
    }

    /** The same server, called with a credential in a header. */
    Caller with(String header, String credential) {
        return new Caller(running, Map.of(header, credential));
    }

    public static String basic(String user, String password) {
        String credentials = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return post(path, json, "application/json");
    }

    HttpResponse<String> post(String path, String body, String contentType) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(running.server().address().resolve(path));
        credentials.forEach(request::header);
        return request;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return running.http().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public byte[] download(String path) throws IOException, InterruptedException {
        return running.http()
                .send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
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
