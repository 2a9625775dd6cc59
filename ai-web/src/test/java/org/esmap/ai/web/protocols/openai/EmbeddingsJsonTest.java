package org.esmap.ai.web.protocols.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.vectors.Embeddings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsJsonTest {
    private static final List<Embeddings.Embedded> VECTORS = List.of(
            new Embeddings.Embedded(new float[] {0.1f, -1f}, 3), new Embeddings.Embedded(new float[] {1e-7f, 0f}, 4));

    private static EmbeddingsRequest read(String body) {
        return EmbeddingsRequest.read(StrictJson.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void writesVectorsAsNumbers() throws Exception {
        JsonNode body = StrictJson.MAPPER.readTree(EmbeddingsJson.of(VECTORS, false));

        assertThat(body.path("object").asText()).isEqualTo("list");
        assertThat(body.path("data").path(0).path("embedding").path(0).floatValue())
                .isEqualTo(0.1f);
        assertThat(body.path("data").path(1).path("index").intValue()).isEqualTo(1);
        assertThat(body.path("usage").path("total_tokens").intValue()).isEqualTo(7);
    }

    @Test
    void writesVectorsAsLittleEndianFloatsInBase64() throws Exception {
        JsonNode body = StrictJson.MAPPER.readTree(EmbeddingsJson.of(VECTORS, true));
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(body.path("data").path(1).path("embedding").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);

        assertThat(bytes.getFloat()).isEqualTo(1e-7f);
        assertThat(bytes.getFloat()).isEqualTo(0f);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void readsOneTextOrSeveral() {
        EmbeddingsRequest one = read("{'model':'all-minilm-l6-v2','input':'a','dimensions':384,'user':'u'}");
        EmbeddingsRequest two = read("{'model':'all-minilm-l6-v2','input':['a','b'],'encoding_format':'base64'}");

        assertThat(one.texts()).containsExactly("a");
        assertThat(one.base64()).isFalse();
        assertThat(two.texts()).containsExactly("a", "b");
        assertThat(two.base64()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'model':'all-minilm-l6-v2'}|/input",
                "{'model':'all-minilm-l6-v2','input':[]}|/input",
                "{'model':'all-minilm-l6-v2','input':[1,2]}|/input",
                "{'input':'a'}|/model",
                "{'model':'all-minilm-l6-v2','input':'a','encoding_format':'hex'}|/encoding_format",
                "{'model':'all-minilm-l6-v2','input':'a','dimensions':8}|/dimensions",
                "{'model':'all-minilm-l6-v2','input':'a','dimensions':'384'}|/dimensions",
                "{'model':'all-minilm-l6-v2','input':'a','dimensions':384.9}|/dimensions",
                "{'model':'all-minilm-l6-v2','input':'a','a/b':8}|/a~1b",
                "{'model':'all-minilm-l6-v2','input':'a','more':8}|/more",
            })
    void refusesWhatItCannotServe(String body, String pointer) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors())
                                .extracting(FieldError::pointer)
                                .containsExactly(pointer));
    }

    @Test
    void namesTheKnownEncoder() {
        assertThatThrownBy(() -> read("{'model':'text-embedding-3','input':'a'}"))
                .isInstanceOfSatisfying(
                        AiException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_MODEL));
    }
}
