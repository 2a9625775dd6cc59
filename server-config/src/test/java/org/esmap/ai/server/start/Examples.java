package org.esmap.ai.server.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.esmap.ai.server.AssembledServer;

/** Asks every live model the example of its own card. */
final class Examples {
    private static final int SHORT = 80;
    private static final int MORE_TRIES = 3;

    private final AssembledServer server;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    Examples(AssembledServer server, HttpClient http) {
        this.server = server;
        this.http = http;
    }

    List<ExampleAnswer> askAll() throws IOException, InterruptedException {
        List<ExampleAnswer> answers = new ArrayList<>();
        for (JsonNode model : get("/models").path("models")) {
            answers.add(askUntilTheModelAnswers(model.path("id").asText()));
        }
        return answers;
    }

    /** A machine that is still busy starting may answer with a fallback first: asks a few times more. */
    private ExampleAnswer askUntilTheModelAnswers(String model) throws IOException, InterruptedException {
        ExampleAnswer answer = ask(model);
        for (int again = 0; again < MORE_TRIES && answer.source().equals("fallback"); again++) {
            answer = ask(model);
        }
        return answer;
    }

    private ExampleAnswer ask(String model) throws IOException, InterruptedException {
        JsonNode example = get("/models/" + model).path("example");
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(server.address().resolve("/inference"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(example.toString())));
        JsonNode body = json.readTree(response.body());
        if (response.statusCode() != 200) {
            String why = response.statusCode() + " " + body.path("detail").asText(response.body());
            return new ExampleAnswer(model, "-", "-", "-", inShort(why), false);
        }
        return new ExampleAnswer(
                model,
                body.path("version").asText(),
                body.path("source").asText(),
                body.path("latencyMs").asText(),
                inShort(body.path("output").toString()),
                true);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(server.address().resolve(path)).GET());
        if (response.statusCode() != 200) {
            throw new IOException("GET " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    /** Sends as anybody; where the server asks who calls, once more as the administrator. */
    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        request.timeout(Duration.ofSeconds(60)).header("Accept", "application/json");
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 401) {
            return response;
        }
        String credentials = "admin:" + server.password("admin").orElse("");
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        request.header("Authorization", "Basic " + encoded);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String inShort(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= SHORT ? line : line.substring(0, SHORT - 1) + "…";
    }
}
