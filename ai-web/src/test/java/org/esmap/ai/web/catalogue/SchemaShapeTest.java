package org.esmap.ai.web.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.esmap.ai.core.model.StrictJson;
import org.junit.jupiter.api.Test;

class SchemaShapeTest {
    private static SchemaShape shape(String schema) {
        return SchemaShape.of(StrictJson.read(schema.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void followsReferencesThroughAlternatives() {
        SchemaShape shape =
                shape("{'$defs':{'text':{'type':'string'},'object':{'properties':{'text':{'$ref':'#/$defs/text'}}}},"
                        + "'anyOf':[{'$ref':'#/$defs/text'},{'$ref':'#/$defs/object'}]}");

        assertThat(shape.text()).isTrue();
        assertThat(shape.members().get("text").path("type").asText()).isEqualTo("string");
    }

    @Test
    void knowsObjectsWithoutABareText() {
        SchemaShape shape = shape("{'type':'object','properties':{'a':{'type':'number'},'b':{'type':'array'}}}");

        assertThat(shape.text()).isFalse();
        assertThat(shape.members()).containsOnlyKeys("a", "b");
    }

    @Test
    void endsWithReferencesInACircle() {
        assertThat(shape("{'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}},'$ref':'#/$defs/a'}")
                        .members())
                .isEmpty();
        assertThat(shape("{'anyOf':[{'$ref':'#/anyOf/0'}]}").text()).isFalse();
    }
}
