package org.esmap.ai.server.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esmap.ai.server.limit.ShippedTexts;

/**
 * One client's view of the other models: one request after another over HTTP, nothing from the cache. Texts are those of
 * the bundles, one after another until there are as many words as wanted, and four and sixteen times as many.
 */
final class Speeds {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "1.0.0";
    private static final int[] TIMES = {1, 4, 16};

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    Speeds(URI server) {
        this.server = server;
    }

    /** Times of one kind of request, in milliseconds; {@code whole} answers were full ones from the model. */
    record Times(int requests, int whole, double p50Ms, double p95Ms) {}

    /** The requests, by what they are. */
    static Map<String, ObjectNode> requests() throws IOException {
        Map<String, ObjectNode> requests = new LinkedHashMap<>();
        for (int times : TIMES) {
            requests.put("energy-ner, " + 60 * times + " words", text("energy-ner", 60 * times));
        }
        for (int times : TIMES) {
            ObjectNode input = JSON.createObjectNode().put("question", "Which regulator raised the retail tariff?");
            requests.put(
                    "energy-qa, a context of " + 300 * times + " words",
                    request("energy-qa", input.put("context", words("energy-ner", 300 * times))));
        }
        requests.put("energy-qa, 50 passages", passages());
        for (int times : TIMES) {
            int length = 3000 / 16 * times;
            requests.put("energy-summarizer, " + length + " words", text("energy-summarizer", length));
        }
        requests.put("renewable-forecast, 168 hours", forecast(168));
        requests.put("emission-calculator, 100 lines", emissions(100));
        return requests;
    }

    private static ObjectNode text(String model, int words) throws IOException {
        return request(model, JSON.getNodeFactory().textNode(words(model, words)));
    }

    private static ObjectNode request(String model, JsonNode input) {
        ObjectNode request = JSON.createObjectNode().put("model", model);
        request.set("input", input);
        request.putObject("options").put("cache", false);
        return request;
    }

    /** Texts of a bundle, one after another, up to a number of words; each with its number, as equal ones are read once. */
    private static String words(String model, int count) throws IOException {
        List<String> texts = new ShippedTexts(model, VERSION)
                .texts().stream().filter(text -> !text.isBlank()).toList();
        List<String> words = new ArrayList<>();
        for (int i = 0; words.size() < count; i++) {
            words.add("(" + i + ")");
            words.addAll(List.of(texts.get(i % texts.size()).strip().split("\\s+")));
        }
        return String.join(" ", words.subList(0, count));
    }

    private static ObjectNode passages() throws IOException {
        ObjectNode input = JSON.createObjectNode().put("question", "Which regulator raised the retail tariff?");
        ArrayNode contexts = input.putArray("contexts");
        String[] words = words("energy-ner", 50 * 100).split(" ");
        for (int i = 0; i < 50; i++) {
            String text = String.join(" ", List.of(words).subList(i * 100, i * 100 + 100));
            contexts.addObject().put("id", "p" + i).put("text", text);
        }
        return request("energy-qa", input);
    }

    private static ObjectNode forecast(int hours) throws IOException {
        ObjectNode input = example("renewable-forecast");
        ArrayNode weather = (ArrayNode) input.path("weather");
        int given = weather.size();
        for (int i = given; i < hours; i++) {
            ObjectNode hour = weather.get(i - given).deepCopy();
            OffsetDateTime time = OffsetDateTime.parse(hour.path("time").asText());
            weather.add(hour.put("time", time.plusHours(given).toString()));
        }
        return request("renewable-forecast", input);
    }

    private static ObjectNode emissions(int lines) throws IOException {
        ObjectNode input = example("emission-calculator");
        ArrayNode activities = (ArrayNode) input.path("activities");
        int given = activities.size();
        for (int i = given; i < lines; i++) {
            activities.add(activities.get(i % given).deepCopy());
        }
        return request("emission-calculator", input);
    }

    private static ObjectNode example(String model) throws IOException {
        byte[] file = new ShippedTexts(model, VERSION).file("example.json");
        return (ObjectNode) JSON.readTree(new String(file, StandardCharsets.UTF_8)).path("input");
    }

    /** Sends one request again and again, first to warm up. */
    Times measure(ObjectNode request, Duration time) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(server.resolve("/inference"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)))
                .build();
        run(post, time);
        return run(post, time);
    }

    private Times run(HttpRequest post, Duration time) throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        int whole = 0;
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
            long begin = System.nanoTime();
            HttpResponse<byte[]> response = http.send(post, HttpResponse.BodyHandlers.ofByteArray());
            nanos.add(System.nanoTime() - begin);
            JsonNode answer = JSON.readTree(response.body());
            whole += answer.path("source").asText().equals("model")
                            && !answer.path("degraded").asBoolean()
                    ? 1
                    : 0;
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Times(sorted.length, whole, at(sorted, 50), at(sorted, 95));
    }

    private static double at(long[] sorted, int percent) {
        return sorted[(sorted.length - 1) * percent / 100] / 1e6;
    }
}
