package org.esmap.ai.web.errors;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.StrictJson;
import org.jspecify.annotations.Nullable;

/** Writes problems as {@code application/problem+json}. */
public final class ProblemJson {
    /** Media type of problem details. */
    public static final MediaType TYPE = new MediaType("application", "problem+json");

    private static final String CHALLENGE = "Basic realm=\"esmap-ai\", charset=\"UTF-8\"";

    private ProblemJson() {}

    /** The whole response to a request to {@code instance} that failed. */
    public static Response response(Problem problem, String instance) {
        return headers(Response.status(problem.status()), problem)
                .entity(bytes(problem, instance))
                .type(TYPE)
                .build();
    }

    /** The whole response of a protocol that tells failures in JSON of its own. */
    public static Response response(Problem problem, byte[] body) {
        return headers(Response.status(problem.status()), problem)
                .entity(body)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    /** Adds the headers that belong to the problem, whatever the form of the body. */
    public static Response.ResponseBuilder headers(Response.ResponseBuilder response, Problem problem) {
        headers(problem, response::header);
        return response;
    }

    private static void headers(Problem problem, BiConsumer<String, String> header) {
        String retryAfter = problem.retryAfterSeconds();
        if (retryAfter != null) {
            header.accept(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        if (problem.status() == 401) {
            header.accept(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
    }

    /** Answers a request that no resource will see. */
    public static void send(HttpServletResponse response, Problem problem, String instance) throws IOException {
        byte[] body = bytes(problem, instance);
        response.setStatus(problem.status());
        response.setContentType(TYPE.getType() + '/' + TYPE.getSubtype());
        response.setContentLength(body.length);
        headers(problem, response::setHeader);
        response.getOutputStream().write(body);
    }

    static byte[] bytes(Problem problem, String instance) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = StrictJson.MAPPER.createGenerator(out)) {
            write(json, problem, instance);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes the problem as one object. */
    public static void write(JsonGenerator json, Problem problem, @Nullable String instance) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "urn:esmap-ai:problem:" + problem.code());
        json.writeStringField("title", problem.title());
        json.writeNumberField("status", problem.status());
        json.writeStringField("detail", problem.detail());
        if (instance != null) {
            json.writeStringField("instance", instance);
        }
        json.writeStringField("code", problem.code());
        if (!problem.errors().isEmpty()) {
            writeErrors(json, problem);
        }
        if (problem.correlationId() != null) {
            json.writeStringField("correlationId", problem.correlationId());
        }
        json.writeEndObject();
    }

    private static void writeErrors(JsonGenerator json, Problem problem) throws IOException {
        json.writeArrayFieldStart("errors");
        for (FieldError error : problem.errors()) {
            json.writeStartObject();
            json.writeStringField("pointer", error.pointer());
            json.writeStringField("message", error.message());
            if (error.allowed() != null) {
                json.writeStringField("allowed", error.allowed());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
