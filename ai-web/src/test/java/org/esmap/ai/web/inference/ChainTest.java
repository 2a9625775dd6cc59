package org.esmap.ai.web.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.Inference;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.web.trial.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests through the real chain to the trial models. */
class ChainTest {
    private final Inference inference = Platform.bean(Inference.class);
    private final Questions questions = Platform.bean(Questions.class);
    private final TypedRoutes routes = Platform.bean(TypedRoutes.class);

    private static JsonNode json(String text) {
        return StrictJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode answer(InferenceRequest request) throws Exception {
        Answer answer = inference.infer(request).toCompletableFuture().get();
        return StrictJson.MAPPER.readTree(AnswerJson.bytes(answer));
    }

    private JsonNode typed(String route, String body) throws Exception {
        return answer(routes.route(route).read(json(body), "key", System.nanoTime()));
    }

    @Test
    void writesAnswersInTheFormOfTheContract() throws Exception {
        JsonNode answer = answer(Envelope.read(json("{'model':'echo','input':'long'}"), "key", System.nanoTime()));

        assertThat(answer.path("id").textValue()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab].*");
        assertThat(answer.path("model").textValue()).isEqualTo("echo");
        assertThat(answer.path("version").textValue()).isEqualTo("1.0.0");
        assertThat(answer.path("task").textValue()).isEqualTo("text-classification");
        assertThat(answer.path("output").path("text").textValue()).isEqualTo("long");
        assertThat(answer.path("degraded").isBoolean()).isTrue();
        assertThat(answer.path("latencyMs").isNumber()).isTrue();
        assertThat(answer.path("warnings").path(0).path("detail").textValue()).isEqualTo("by \"way\" of test");
        assertThat(answer.has("reason")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'numbers':[1,2]} | 3",
                "{'numbers':[1,2],'parameters':{'offset':10}} | 13",
                "{'input':{'numbers':[1,2],'parameters':{'offset':10}},'parameters':{}} | 13",
                "{'numbers':[0.1,0.2],'options':{'cache':false}} | 0.3",
                "{'numbers':[1],'version':'1.0.0'} | 1",
            })
    void takesTheInputItselfOrAnEnvelope(String body, String sum) throws Exception {
        assertThat(typed("add-numbers", body).path("output").path("sum").asText())
                .isEqualTo(sum);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'a wind farm'",
                "{'text':'a wind farm'}",
                "{'input':'a wind farm','parameters':{'topK':1}}",
                "{'text':'a wind farm','parameters':{'topK':1}}"
            })
    void takesATextModelsInputInEveryForm(String body) throws Exception {
        assertThat(typed("echo-text", body).path("output").path("text").textValue())
                .isEqualTo("a wind farm");
    }

    @Test
    void pointsIntoABodyThatIsTheInput() {
        TypedRoutes.Route route = routes.route("add-numbers");
        InferenceRequest request = route.read(json("{'numbers':['x'],'wrong':1}"), "key", System.nanoTime());

        assertThatThrownBy(() -> inference.infer(request))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(TypedRoutes.Route.withoutEnvelope(refusal)
                                        .errors())
                                .extracting(FieldError::pointer)
                                .containsExactlyInAnyOrder("/numbers/0", "/wrong"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'input':'a','parameters':5} | /parameters",
                "{'input':'a','parametres':{}} | /parametres",
                "{'model':'adder','input':'a'} | /model",
                "{'text':'bad'} | /text",
                "{'text':5} | /text",
            })
    void pointsIntoTheBodyOfAQuestionToAModel(String body, String pointer) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> questions
                        .askModel("echo", bytes, "key", System.nanoTime())
                        .answer()
                        .toCompletableFuture()
                        .join())
                .satisfies(failure -> assertThat(failure instanceof AiException refusal ? refusal : failure.getCause())
                        .isInstanceOfSatisfying(
                                AiException.class,
                                refusal -> assertThat(refusal.errors())
                                        .extracting(FieldError::pointer)
                                        .containsExactly(pointer)));
    }

    @Test
    void namesTheKnownModels() {
        assertThatThrownBy(() -> questions.askModel("nobody", new byte[0], "key", System.nanoTime()))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("adder, echo");
    }

    @Test
    void namesTheKnownRoutes() {
        assertThatThrownBy(() -> routes.route("guess"))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("add-numbers, echo-text");
    }
}
