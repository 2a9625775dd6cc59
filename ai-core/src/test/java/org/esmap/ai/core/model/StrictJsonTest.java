package org.esmap.ai.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\":1,\"a\":2}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{} {}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":1,}",
                "[1,2",
                "nul",
                "{\"a\":1e2147483648}",
                "{\"a\":1e-2147483649}",
                "{\"a\":0e99999999999}"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON))
                .message()
                .as("nothing of the parser's own settings")
                .doesNotContain("`");
    }

    @Test
    void takesNoEncodingButUtf8() {
        String plain = "{\"a\":\"wind\"}";
        assertThatThrownBy(() -> StrictJson.read(plain.getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(AiException.class);
        assertThat(read("\uFEFF" + plain).get("a").asText()).isEqualTo("wind");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "[".repeat(StrictJson.MAX_DEPTH + 1) + "]".repeat(StrictJson.MAX_DEPTH + 1);
        assertThatThrownBy(() -> read(deep))
                .isInstanceOf(AiException.class)
                .message()
                .contains("(100)")
                .doesNotContain("`");
        String allowed = "[".repeat(StrictJson.MAX_DEPTH) + "]".repeat(StrictJson.MAX_DEPTH);
        assertThat(read(allowed).isArray()).isTrue();
    }

    @Test
    void refusesMorePartsThanFitIntoMemory() {
        assertThatThrownBy(() -> read("[" + "{},".repeat(130_000) + "{}]"))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
                .message()
                .contains("150000", "line 1, column ")
                .doesNotContain("`");
    }

    @Test
    void readsAYearOfHourlyWeather() {
        String row = "{\"time\":\"2024-01-01T00:00Z\",\"ghi\":1.5,\"dni\":2,\"dhi\":3,\"tempC\":4,\"windMs\":5}";
        assertThat(read("[" + (row + ",").repeat(8_783) + row + "]")).hasSize(8_784);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[[", "{\"aaa\":", "1"})
    void saysWhereALimitIsPassed(String repeated) {
        String text = "\n" + (repeated.equals("1") ? "1".repeat(1_001) : repeated.repeat(101));

        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON))
                .hasMessageContaining("at line 2, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/*c*/{}", "#c\n{}", "{a:1}", "[\"\\x\"]"})
    void keepsTheParsersOwnWordsToItself(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(AiException.class)
                .message()
                .doesNotContainIgnoringCase("feature")
                .doesNotContain("`", "parser");
    }

    @Test
    void keepsNamesOfClassesToItself() {
        for (String text :
                new String[] {"{\"version\":\"x.1\"}", "{\"version\":[]}", "{\"more\":1}", "{\"count\":{}}"}) {
            assertThatThrownBy(() -> StrictJson.MAPPER.readValue(text, Versioned.class))
                    .isInstanceOfSatisfying(
                            JsonProcessingException.class,
                            e -> assertThat(StrictJson.told(e)).doesNotContain("org.esmap", "java.", "`", "(class"));
        }
    }

    private record Versioned(Version version, int count) {}

    @Test
    void refusesBytesThatAreNoUtf8() {
        for (int[] bytes : new int[][] {{0xC0, 0x80}, {0xE0, 0x80, 0x80}, {0xED, 0xA0, 0x80}, {0xFF}, {0xC3}}) {
            byte[] json = new byte[bytes.length + 2];
            json[0] = json[json.length - 1] = '"';
            for (int i = 0; i < bytes.length; i++) {
                json[i + 1] = (byte) bytes[i];
            }
            assertThatThrownBy(() -> StrictJson.read(json))
                    .isInstanceOf(AiException.class)
                    .hasMessageContaining("UTF-8");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1e400,/a/0",
        "-1e400,/a/0",
        "1e-999999,/a/0",
        "1e2147483000,/a/0",
        "0e-1001,/a/0",
        "0e300000000,/a/0",
        "-0.0e-300000000,/a/0"
    })
    void refusesNumbersThatNoDoubleHolds(String number, String pointer) {
        assertThatThrownBy(() -> read("{\"a\":[" + number + "]}")).isInstanceOfSatisfying(AiException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
            assertThat(e.errors())
                    .singleElement()
                    .satisfies(f -> assertThat(f.pointer()).isEqualTo(pointer));
        });
    }

    @Test
    @Timeout(60)
    void looksAtManyValuesBehindLongNames() {
        String name = "\"" + "~".repeat(1_000) + "\":";
        String deep = ("{" + name).repeat(90) + "[" + "1,".repeat(147_000) + "1]" + "}".repeat(90);

        assertThat(read(deep).isObject()).isTrue();
        assertThatThrownBy(() -> read("{\"" + "a".repeat(1_001) + "\":1}"))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_JSON));
    }

    @Test
    void refusesUnpairedSurrogatesAndNamesThePlace() {
        assertThatThrownBy(() -> read("{\"x\":{\"y~/z\":\"a\\ud800b\"}}"))
                .isInstanceOfSatisfying(
                        AiException.class,
                        e -> assertThat(e.errors())
                                .singleElement()
                                .satisfies(f -> assertThat(f.pointer()).isEqualTo("/x/y~0~1z")));
    }

    @Property
    void changesNoNumber(@ForAll BigDecimal number) {
        assertThat(read("[" + number + "]").get(0).decimalValue()).isEqualByComparingTo(number);
    }

    @Property
    void readsBackEveryTextOfWholeCharacters(@ForAll String text) throws Exception {
        String whole = text.codePoints()
                .filter(c -> c < 0xd800 || c > 0xdfff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        byte[] json = StrictJson.MAPPER.writeValueAsBytes(java.util.List.of(whole));
        assertThat(StrictJson.read(json).get(0).textValue()).isEqualTo(whole);
    }

    private static com.fasterxml.jackson.databind.JsonNode read(String text) {
        return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
