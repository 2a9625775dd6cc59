package org.esmap.ai.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.esmap.ai.core.inference.EchoChain.json;
import static org.esmap.ai.core.inference.EchoChain.none;
import static org.esmap.ai.core.inference.EchoChain.request;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the whole chain gives where the model cannot answer: substitutes at the deadline and after failures, refusals. */
class RefusalsTest extends EchoChainTest {
    @Test
    void givesASubstituteAtTheDeadlineWhileTheModelStillRuns() throws Exception {
        chain.gate().close();
        InferenceRequest late = new InferenceRequest(
                "echo", TextNode.valueOf("wait"), none(), null, false, Duration.ofMillis(100), "k", System.nanoTime());
        Answer answer = chain.answer(late);
        assertThat(answer.source()).isEqualTo(Source.FALLBACK);
        assertThat(answer.degraded()).isTrue();
        assertThat(json(answer)).isEqualTo("{\"substitute\":true}");
        chain.gate().open();
    }

    @Test
    void substitutesForAModelThatFailsAndNeverCachesIt() throws Exception {
        assertThat(chain.answer(request("fail")).source()).isEqualTo(Source.FALLBACK);
        assertThat(chain.answer(request("fail")).source()).isEqualTo(Source.FALLBACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail twice", "overflow twice"})
    void saysThatTheModelIsUnavailableWhereTheSubstituteFailsToo(String text) {
        assertThatThrownBy(() -> chain.answer(request(text)))
                .cause()
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE));
        assertThat(chain.records()).extracting(InferenceRecord::failure).containsExactly(ErrorCode.MODEL_UNAVAILABLE);
    }

    @Test
    void takesABulkheadThatRefusesForOverloadAndNoFaultOfTheModel() {
        assertThatThrownBy(() -> chain.answer(request("crowd")))
                .cause()
                .isInstanceOfSatisfying(AiException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
                    assertThat(e.retryAfter()).isPresent();
                });
    }

    @Test
    void namesThePlaceOfInputThatTheModelRefuses() {
        assertThatThrownBy(() -> chain.answer(request("refuse")))
                .cause()
                .isInstanceOfSatisfying(
                        AiException.class,
                        e -> assertThat(e.errors())
                                .singleElement()
                                .satisfies(f -> assertThat(f.pointer()).isEqualTo("/input/text")));
    }

    @Test
    void namesThePlaceOfInputThatTheSchemaRefuses() {
        assertThatThrownBy(() -> chain.inference.infer(request("  ")))
                .isInstanceOfSatisfying(
                        AiException.class,
                        e -> assertThat(e.errors())
                                .singleElement()
                                .satisfies(f -> assertThat(f.pointer()).isEqualTo("/input")));
        assertThat(chain.records()).extracting(InferenceRecord::failure).containsExactly(ErrorCode.INVALID_INPUT);
    }

    @Test
    void listsTheKnownModelsForAnUnknownOne() {
        InferenceRequest unknown =
                new InferenceRequest("nobody", TextNode.valueOf("x"), none(), null, true, null, "k", System.nanoTime());
        assertThatThrownBy(() -> chain.inference.infer(unknown))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("echo");
    }

    @Test
    void refusesAVersionThatIsNotServed() {
        InferenceRequest pinned = new InferenceRequest(
                "echo", TextNode.valueOf("x"), none(), new Version("9.9.9"), true, null, "k", System.nanoTime());
        assertThatThrownBy(() -> chain.inference.infer(pinned))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_VERSION));
    }
}
