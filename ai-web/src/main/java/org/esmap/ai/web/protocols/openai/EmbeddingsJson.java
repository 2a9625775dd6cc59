package org.esmap.ai.web.protocols.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.vectors.Embeddings;
import org.esmap.ai.web.errors.Problem;

/** Writes embeddings and errors in OpenAI's shapes. */
final class EmbeddingsJson {
    private EmbeddingsJson() {}

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] of(List<Embeddings.Embedded> vectors, boolean base64) {
        return write(json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (int i = 0; i < vectors.size(); i++) {
                json.writeStartObject();
                json.writeStringField("object", "embedding");
                json.writeNumberField("index", i);
                json.writeFieldName("embedding");
                vector(json, vectors.get(i).vector(), base64);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("model", Embeddings.ENCODER.value());
            int tokens = vectors.stream().mapToInt(Embeddings.Embedded::tokens).sum();
            json.writeObjectFieldStart("usage");
            json.writeNumberField("prompt_tokens", tokens);
            json.writeNumberField("total_tokens", tokens);
            json.writeEndObject();
        });
    }

    private static void vector(JsonGenerator json, float[] vector, boolean base64) throws IOException {
        if (base64) {
            json.writeString(base64(vector));
            return;
        }
        json.writeStartArray();
        for (float number : vector) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static byte[] of(Problem problem) {
        return write(json -> {
            json.writeObjectFieldStart("error");
            json.writeStringField("message", problem.detail());
            json.writeStringField("type", type(problem.status()));
            if (problem.errors().isEmpty()) {
                json.writeNullField("param");
            } else {
                json.writeStringField("param", problem.errors().get(0).pointer());
            }
            json.writeStringField("code", problem.code());
            json.writeEndObject();
        });
    }

    private static String type(int status) {
        if (status == 429) {
            return "rate_limit_error";
        }
        return status < 500 ? "invalid_request_error" : "server_error";
    }

    private static byte[] write(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        try (JsonGenerator json = StrictJson.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
