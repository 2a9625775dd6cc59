package org.esmap.ai.web.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {
    private static InferenceRequest read(String json) {
        return Envelope.read(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)), "key", 7);
    }

    @Test
    void readsEveryMember() {
        InferenceRequest request = read("{\"model\":\"echo\",\"input\":{\"text\":\"a\"},\"parameters\":{\"topK\":2},"
                + "\"version\":\"1.0.0\",\"options\":{\"cache\":false,\"timeoutMs\":250}}");

        assertThat(request.model()).isEqualTo("echo");
        assertThat(request.input().path("text").textValue()).isEqualTo("a");
        assertThat(request.parameters().path("topK").intValue()).isEqualTo(2);
        assertThat(request.version()).isEqualTo(new Version("1.0.0"));
        assertThat(request.cache()).isFalse();
        assertThat(request.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(request.arrivalNanos()).isEqualTo(7);
    }

    @Test
    void leavesWhatIsNotSaidToThePlatform() {
        InferenceRequest request = read("{\"model\":\"echo\",\"input\":\"a\"}");

        assertThat(request.version()).isNull();
        assertThat(request.timeout()).isNull();
        assertThat(request.cache()).isTrue();
        assertThat(request.parameters()).isEmpty();
    }

    @Test
    void namesEveryWrongMemberAtOnce() {
        assertThatThrownBy(() -> read(
                        "{\"model\":7,\"parameters\":[],\"options\":{\"cache\":1,\"timeoutMs\":0,\"a/b\":1},\"x\":1}"))
                .isInstanceOfSatisfying(AiException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(refusal.errors())
                            .extracting(FieldError::pointer)
                            .containsExactlyInAnyOrder(
                                    "/x",
                                    "/model",
                                    "/input",
                                    "/parameters",
                                    "/options/a~1b",
                                    "/options/cache",
                                    "/options/timeoutMs");
                });
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1.5", "600001", "99999999999", "1e2", "'\"5\"'", "null", "true"})
    void refusesTimeOutsThatAreNotWholeMillisecondsInRange(String timeout) {
        assertThatThrownBy(
                        () -> read("{\"model\":\"echo\",\"input\":\"a\",\"options\":{\"timeoutMs\":" + timeout + "}}"))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors())
                                .singleElement()
                                .extracting(FieldError::pointer, FieldError::allowed)
                                .containsExactly("/options/timeoutMs", "1 to 600000"));
    }

    @ParameterizedTest
    @CsvSource({"'\"1\"'", "1", "null", "'\"v1.0.0\"'"})
    void refusesWhatIsNoVersion(String version) {
        assertThatThrownBy(() -> read("{\"model\":\"echo\",\"input\":\"a\",\"version\":" + version + "}"))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors())
                                .singleElement()
                                .extracting(FieldError::pointer)
                                .isEqualTo("/version"));
    }

    @ParameterizedTest
    @CsvSource({"[]", "7", "null", "'\"text\"'"})
    void refusesABodyThatIsNoObject(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("object was expected");
    }
}
