package org.esmap.ai.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}|{\"a\":1,\"b\":2}|true",
                "{\"a\":1}|{\"b\":2}|false",
                "{\"a\":1.0000000001}|{\"a\":1}|true",
                "{\"a\":1.001}|{\"a\":1}|false",
                "[1,2]|[1,2,3]|false",
                "{\"a\":{\"$min\":2,\"$max\":3}}|{\"a\":2.5}|true",
                "{\"a\":{\"$min\":2}}|{\"a\":1}|false",
                "{\"a\":{\"$min\":2}}|{}|false",
                "{\"a\":{\"$min\":2}}|{\"a\":\"3\"}|false",
                "{\"a\":{\"$length\":2}}|{\"a\":[1,2]}|true",
                "{\"a\":{\"$length\":0}}|{\"a\":[]}|true",
                "{\"a\":{\"$length\":0}}|{\"a\":\"none\"}|false",
                "{\"a\":{\"$length\":0}}|{}|false",
                "{\"a\":{\"$contains\":{\"x\":1}}}|{\"a\":[{\"x\":2},{\"x\":1,\"y\":3}]}|true",
                "{\"a\":{\"$contains\":\"bc\"}}|{\"a\":\"abcd\"}|true",
                "{\"a\":{\"$contains\":\"x\"}}|{\"a\":\"abcd\"}|false"
            })
    void comparesWhatACaseExpects(String expected, String found, boolean same) throws Exception {
        JsonNode expect = StrictJson.MAPPER.readTree(expected);
        Golden.Case golden = new Golden.Case("case", expect, null, expect, null, null, null);
        assertThat(golden.differs(StrictJson.MAPPER.readTree(found)).isEmpty()).isEqualTo(same);
    }
}
