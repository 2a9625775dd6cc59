package org.esmap.ai.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaErrorsTest {
    private static final String TEXT_OR_OBJECT = """
            {"anyOf":[{"type":"string"},
                      {"type":"object","required":["text"],"properties":{"text":{"type":"string"}}}]}""";

    private static List<FieldError> errors(String schema, String value) throws JsonProcessingException {
        return Schema.of("test", schema).errors("/input", StrictJson.MAPPER.readTree(value));
    }

    @Test
    void namesAllTypesThatWouldFitInOneError() throws JsonProcessingException {
        assertThat(errors(TEXT_OR_OBJECT, "5"))
                .containsExactly(
                        new FieldError("/input", "integer found, string or object expected", "type string or object"));
    }

    @Test
    void tellsOnlyTheErrorOfTheAlternativeThatWasMeant() throws JsonProcessingException {
        assertThat(errors(TEXT_OR_OBJECT, "{\"text\":5}"))
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/input/text"));
    }

    @Test
    void namesTheMembersOfWhichOneIsNeeded() throws JsonProcessingException {
        String schema = "{\"type\":\"object\",\"anyOf\":[{\"required\":[\"text\"]},{\"required\":[\"figures\"]}]}";

        assertThat(errors(schema, "{}"))
                .containsExactly(
                        new FieldError("/input", "must have one of these members, found none", "text, figures"));
    }

    @Test
    void namesTheMembersThatExcludeEachOther() throws JsonProcessingException {
        assertThat(errors("{\"not\":{\"required\":[\"count\",\"share\"]}}", "{\"count\":1,\"share\":1}"))
                .containsExactly(new FieldError("/input", "must not have count and share together", "one of them"));
    }

    @Test
    void namesTheMembersThatAnUnknownOneCouldHaveBeen() throws JsonProcessingException {
        String schema = """
                {"properties":{"buses":{"items":{"$ref":"#/$defs/bus"}}},
                 "$defs":{"bus":{"properties":{"id":{},"loadMw":{}},"additionalProperties":false}}}""";

        assertThat(errors(schema, "{\"buses\":[{\"id\":1,\"load/Mw\":5}]}"))
                .containsExactly(new FieldError("/input/buses/0/load~1Mw", "unknown member", "[id, loadMw]"));
    }

    @Test
    void showsTheBeginningOfAValueThatIsNoneOfSeveral() throws JsonProcessingException {
        assertThat(errors("{\"enum\":[\"solar\"]}", "\"" + "sun".repeat(20) + "\""))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).endsWith("found \"" + "sun".repeat(13) + "…"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551619.0", "18446744073709551619", "1.8446744073709551619e19", "1e308"})
    void refusesWholeNumbersAboveABoundHoweverTheyAreWritten(String number) throws JsonProcessingException {
        assertThat(errors("{\"type\":\"integer\",\"minimum\":1,\"maximum\":20}", number))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).startsWith("must have a maximum value of 20, found 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-18446744073709551613.0", "-18446744073709551613", "-1e308"})
    void refusesWholeNumbersBelowABoundHoweverTheyAreWritten(String number) throws JsonProcessingException {
        assertThat(errors("{\"type\":\"integer\",\"minimum\":1,\"maximum\":20}", number))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).startsWith("must have a minimum value of 1, found -1"));
    }

    @Test
    void tellsTwentyOfManyMistakes() throws JsonProcessingException {
        String schema = "{\"type\":\"array\",\"items\":" + TEXT_OR_OBJECT + "}";

        assertThat(errors(schema, "[" + "1,".repeat(1_000) + "1]")).hasSize(20);
        assertThat(errors(schema, "[" + "1,".repeat(60_000) + "1]")).hasSize(20);
        assertThat(errors(schema, "[" + "\"fits\",".repeat(30_000) + "{\"text\":\"fits\"}]"))
                .isEmpty();
    }

    @Test
    @Timeout(20)
    void refusesALargeValueAtTheDeadlineWhileAnotherIsChecked() throws Exception {
        Schema texts = Schema.of("test", "{\"items\":{\"type\":\"string\"}}");
        SlowText slow = new SlowText();
        CompletableFuture<List<FieldError>> first = CompletableFuture.supplyAsync(
                () -> texts.errors("/input", manyTexts().add(slow)));
        slow.begun.await();

        try {
            for (int i = 0; i < 60; i++) { // a minute, if each waited a second
                assertThatThrownBy(() -> texts.errors("/input", manyTexts(), Deadline.after(Duration.ofMillis(1))))
                        .isInstanceOfSatisfying(
                                AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
            }
        } finally {
            slow.goOn.countDown();
        }
        assertThat(first.get()).isEmpty();
        assertThat(texts.errors("/input", manyTexts(), Deadline.after(Duration.ZERO)))
                .isEmpty();
    }

    private static ArrayNode manyTexts() {
        ArrayNode many = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 20_001; i++) {
            many.add("x");
        }
        return many;
    }

    /** A text whose check goes on until it is told to end. */
    private static final class SlowText extends TextNode {
        private static final long serialVersionUID = 1;

        final transient CountDownLatch begun = new CountDownLatch(1);
        final transient CountDownLatch goOn = new CountDownLatch(1);

        SlowText() {
            super("x");
        }

        @Override
        public JsonNodeType getNodeType() {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.getNodeType();
        }
    }

    @Test
    void callsTextsBlankInWhichNothingIsSeen() throws JsonProcessingException {
        String notBlank = "{\"type\":\"string\",\"pattern\":\"\\\\S\"}";

        for (String blank : new String[] {"", " ", "\\u00a0", "\\u200b\\ufeff", "\\u0000"}) {
            assertThat(errors(notBlank, "\"" + blank + "\""))
                    .containsExactly(new FieldError(
                            "/input", "must not be blank", "a text with at least one visible character"));
        }
        assertThat(errors(notBlank, "\"\\ufeffx\\u00a0\"")).isEmpty();
    }
}
