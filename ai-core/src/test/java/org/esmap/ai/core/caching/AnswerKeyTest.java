package org.esmap.ai.core.caching;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.StrictJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":[{\"c\":2,\"d\":3}]}|{\"b\":[{\"d\":3,\"c\":2}],\"a\":1}|true",
                "{\"a\":[1,2]}|{\"a\":[2,1]}|false",
                "{\"a\":1}|{\"a\":\"1\"}|false",
                "{\"a\":null}|{}|false",
                "\"a\"|\"a \"|false",
                "\"1\"|1|false"
            })
    void isTheSameForTheSameInputInAnyOrderOfMembers(String one, String other, boolean same)
            throws JsonProcessingException {
        assertThat(key(one, "{}").equals(key(other, "{}"))).isEqualTo(same);
        assertThat(key("1", "{\"p\":" + one + "}").equals(key("1", "{\"p\":" + other + "}")))
                .isEqualTo(same);
    }

    private static AnswerKey key(String input, String parameters) throws JsonProcessingException {
        return AnswerKey.of(new ModelId("echo"), "digest", StrictJson.MAPPER.readTree(input), (ObjectNode)
                StrictJson.MAPPER.readTree(parameters));
    }
}
