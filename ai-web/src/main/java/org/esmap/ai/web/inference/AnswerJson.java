package org.esmap.ai.web.inference;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Warning;

/** Writes answers. The output goes out as the bytes it was computed or cached as. */
final class AnswerJson {
    private static final int AROUND_OUTPUT = 512;

    private AnswerJson() {}

    static byte[] bytes(Answer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(answer.output().length + AROUND_OUTPUT);
        try (JsonGenerator json = StrictJson.MAPPER.createGenerator(out)) {
            write(json, out, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes the answer as one object to {@code json}, which writes to {@code out}. */
    static void write(JsonGenerator json, ByteArrayOutputStream out, Answer answer) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", answer.id());
        json.writeStringField("model", answer.model().value());
        json.writeStringField("version", answer.version().value());
        json.writeStringField("task", answer.task());
        json.writeFieldName("output");
        json.writeRawValue("");
        json.flush();
        out.write(answer.output());
        json.writeStringField("source", answer.source().word());
        json.writeBooleanField("degraded", answer.degraded());
        if (answer.reason() != null) {
            json.writeStringField("reason", answer.reason());
        }
        json.writeNumberField("latencyMs", Math.round(answer.latencyNanos() / 1e3) / 1e3);
        json.writeArrayFieldStart("warnings");
        for (Warning warning : answer.warnings()) {
            json.writeStartObject();
            json.writeStringField("code", warning.code());
            json.writeStringField("detail", warning.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
