package org.esmap.ai.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.StrictJson;
import org.junit.jupiter.api.Test;

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
    void tellsTwentyOfManyMistakes() throws JsonProcessingException {
        String schema = "{\"type\":\"array\",\"items\":" + TEXT_OR_OBJECT + "}";

        assertThat(errors(schema, "[" + "1,".repeat(1_000) + "1]")).hasSize(20);
        assertThat(errors(schema, "[" + "1,".repeat(60_000) + "1]")).hasSize(20);
        assertThat(errors(schema, "[" + "\"fits\",".repeat(30_000) + "{\"text\":\"fits\"}]"))
                .isEmpty();
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
