package org.esmap.ai.web.protocols.workersai;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.web.errors.Problem;

/** Writes {@code {"result":…,"success":…,"errors":[…],"messages":[…]}}. */
final class RunJson {
    private RunJson() {}

    static byte[] of(Answer answer) {
        return write((json, out) -> {
            json.writeFieldName("result");
            json.writeRawValue("");
            json.flush();
            out.write(answer.output());
            json.writeBooleanField("success", true);
            json.writeArrayFieldStart("errors");
            json.writeEndArray();
            json.writeArrayFieldStart("messages");
            for (Warning warning : answer.warnings()) {
                message(json, 0, warning.code() + ": " + warning.detail());
            }
            if (answer.reason() != null) {
                message(json, 0, "degraded: " + answer.reason());
            }
            json.writeEndArray();
        });
    }

    static byte[] of(Problem problem) {
        return write((json, out) -> {
            json.writeNullField("result");
            json.writeBooleanField("success", false);
            json.writeArrayFieldStart("errors");
            message(json, problem.status(), problem.detail());
            json.writeEndArray();
            json.writeArrayFieldStart("messages");
            json.writeEndArray();
        });
    }

    private static void message(JsonGenerator json, int code, String text) throws IOException {
        json.writeStartObject();
        json.writeNumberField("code", code);
        json.writeStringField("message", text);
        json.writeEndObject();
    }

    private interface Body {
        void write(JsonGenerator json, ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] write(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = StrictJson.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            body.write(json, out);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
