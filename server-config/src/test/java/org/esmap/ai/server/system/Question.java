package org.esmap.ai.server.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A question to one model that no cache answers, with time for a machine that does other things beside. Thread-safe. */
public final class Question {
    private final Caller caller;
    private final String body;

    Question(Caller caller, String model, JsonNode input) {
        this.caller = caller;
        ObjectNode request = Caller.JSON.createObjectNode().put("model", model);
        request.set("input", input);
        request.putObject("options").put("cache", false).put("timeoutMs", 60_000);
        this.body = request.toString();
    }

    /** The example of a model's card. */
    public static Question example(Caller caller, String model) throws IOException, InterruptedException {
        JsonNode card = Caller.json(caller.get("/models/" + model));
        return new Question(caller, model, card.at("/example/input"));
    }

    /** Asks. */
    public HttpResponse<String> ask() throws IOException, InterruptedException {
        return caller.post("/inference", body);
    }

    /** Asks as the holder of a key, which stays on one side of a canary. */
    HttpResponse<String> ask(String key) throws IOException, InterruptedException {
        return caller.send(caller.request("/inference")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The version that an answer says it is of, in its header. */
    static String version(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Model-Version").orElse("");
    }
}
