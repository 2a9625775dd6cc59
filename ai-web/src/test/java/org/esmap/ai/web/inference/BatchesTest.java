package org.esmap.ai.web.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.web.trial.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
    private final Batches batches = Platform.bean(Batches.class);

    private JsonNode answer(String body) throws Exception {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        byte[] written = batches.results(bytes, "key", System.nanoTime())
                .toCompletableFuture()
                .get();
        return StrictJson.MAPPER.readTree(written);
    }

    @Test
    void keepsTheOrder() throws Exception {
        String requests = IntStream.range(0, 10)
                .mapToObj(i -> "{'model':'adder','input':{'numbers':[" + i + "]}}")
                .collect(Collectors.joining(","));

        JsonNode results = answer("{'requests':[" + requests + "]}").path("results");

        assertThat(results).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(results.path(i).path("output").path("sum").intValue()).isEqualTo(i);
        }
    }

    @Test
    void givesEachBadItemItsOwnProblem() throws Exception {
        JsonNode results = answer(
                        "{'requests':[{'model':'echo','input':'fine'},{'model':'nobody','input':'x'},"
                                + "{'model':'echo','input':''},{'model':'echo','input':'bad'},{'model':'echo','input':1e999},7,"
                                + "{'model':'echo','input':'boom'},{'model':'echo','input':'slow','options':{'timeoutMs':30}}]}")
                .path("results");

        assertThat(results.path(0).path("output").path("text").textValue()).isEqualTo("fine");
        assertThat(status(results, 1)).isEqualTo(404);
        assertThat(results.path(1).path("error").path("detail").textValue()).contains("adder, echo");
        assertThat(status(results, 2)).isEqualTo(422);
        assertThat(pointer(results, 2)).isEqualTo("/requests/2/input");
        assertThat(pointer(results, 3)).isEqualTo("/requests/3/input/text");
        assertThat(pointer(results, 4)).isEqualTo("/requests/4/input");
        assertThat(pointer(results, 5)).isEqualTo("/requests/5");
        assertThat(status(results, 6)).isEqualTo(503);
        assertThat(results.toString()).doesNotContain("secret internals");
        assertThat(status(results, 7)).isEqualTo(504);
    }

    private static int status(JsonNode results, int i) {
        return results.path(i).path("error").path("status").intValue();
    }

    private static String pointer(JsonNode results, int i) {
        return results.path(i)
                .path("error")
                .path("errors")
                .path(0)
                .path("pointer")
                .asText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'requests':[]}",
                "{'requests':7}",
                "{'requests':[1,2,3,4,5,6,7,8,9,10,11]}",
                "{'requests':[1],'more':1}"
            })
    void refusesWhatIsNoBatch(String body) {
        assertThatThrownBy(() -> answer(body))
                .isInstanceOfSatisfying(
                        AiException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_INPUT));
    }

    @Test
    void saysHowManyRequestsAreAllowed() {
        assertThatThrownBy(() -> answer("{'requests':[]}"))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors())
                                .containsExactly(new FieldError(
                                        "/requests",
                                        "an array of requests was expected, found an array of 0",
                                        "1 to 10 requests")));
    }

    @Test
    void refusesMalformedJsonAsAWhole() {
        assertThatThrownBy(() -> answer("{'requests':[{'model':'echo','model':'echo'}]}"))
                .isInstanceOfSatisfying(
                        AiException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_JSON));
    }
}
