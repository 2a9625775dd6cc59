package org.esmap.ai.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    private static JsonBody read(String json) {
        return read(null, json);
    }

    private static JsonBody read(@Nullable String type, String json) {
        return JsonBody.read(type, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), Set.of("reason"));
    }

    @Test
    void refusesACharacterThatDatabasesDoNotKeep() {
        JsonBody body = read("{\"reason\":\"because\\u0000\"}");

        assertThatThrownBy(() -> body.text("reason", ""))
                .isInstanceOfSatisfying(
                        AiException.class,
                        e -> assertThat(e.errors()).singleElement().satisfies(error -> {
                            assertThat(error.pointer()).isEqualTo("/reason");
                            assertThat(error.message()).isEqualTo("character 7 is U+0000");
                        }));
    }

    @Test
    void takesOtherTextsAsTheyAre() {
        assertThat(read("{\"reason\":\"\\u0001 ünïcode 💡\"}").text("reason", ""))
                .isEqualTo("\u0001 ünïcode 💡");
        assertThat(read("{}").text("reason", "none")).isEqualTo("none");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"application/json", "Application/JSON;charset=utf-8", "application/json ; charset=utf-8"})
    void takesJsonAndABodyOfNoNamedType(@Nullable String type) {
        assertThat(read(type, "{\"reason\":\"x\"}").text("reason", "")).isEqualTo("x");
        assertThat(read(type, "").text("reason", "none")).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""})
    void takesNothingElseForJson(String type) {
        assertThat(JsonBody.mayBeJson(type)).isFalse();
    }
}
