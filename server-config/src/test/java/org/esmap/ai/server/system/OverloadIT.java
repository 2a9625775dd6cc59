package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More questions to one model than may wait. */
@ExtendWith(SystemTest.class)
class OverloadIT {
    private static final int AT_ONCE = 3 * SystemTest.MAX_QUEUED;
    private static final int PASSAGES = 4;
    private static final String HIT =
            "{\"model\":\"climate-bert\",\"input\":\"The island will run on sun and wind by 2040.\","
                    + "\"options\":{\"timeoutMs\":60000}}";

    private final RunningServer running;
    private final Caller caller;

    OverloadIT(RunningServer running) {
        this.running = running;
        this.caller = new Caller(running);
    }

    @Test
    void refusesWhatMayNotWaitAndAnswersEverythingElse() throws Exception {
        assertThat(caller.post("/inference", HIT).statusCode()).isEqualTo(200);

        List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            flood.add(running.http().sendAsync(longQuestion(), HttpResponse.BodyHandlers.ofString()));
        }
        HttpResponse<String> hit = caller.post("/inference", HIT);
        HttpResponse<String> catalogue = caller.get("/models");
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> answer : flood) {
            answers.add(answer.get(2, TimeUnit.MINUTES));
        }

        assertThat(hit.headers().firstValue("X-Cache")).contains("HIT");
        assertThat(catalogue.statusCode()).isEqualTo(200);
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 429);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).allSatisfy(refusal -> {
            assertThat(refusal.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(Long.parseLong(
                            refusal.headers().firstValue("Retry-After").orElseThrow()))
                    .isPositive();
            assertThat(Caller.json(refusal).path("instance").textValue()).isEqualTo("/api/v1/ai/answer-question");
        });
        assertThat(running.http()
                        .send(longQuestion(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .as("once the flood is over")
                .isEqualTo(200);
    }

    private HttpRequest longQuestion() {
        ObjectNode question = Caller.JSON.createObjectNode().put("question", "Who pays for the connection?");
        ArrayNode contexts = question.putArray("contexts");
        for (int i = 0; i < PASSAGES; i++) {
            contexts.addObject()
                    .put("id", "p" + i)
                    .put(
                            "text",
                            ("Passage " + i + " says that the developer of lot " + i
                                            + " pays for the line up to the substation, and the utility for the rest. ")
                                    .repeat(6));
        }
        question.putObject("options").put("cache", false).put("timeoutMs", 60_000);
        return caller.request("/api/v1/ai/answer-question")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                .build();
    }
}
