package org.esmap.ai.web.inference;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;

/** Answers batches: order kept, computed side by side, each item with its own success or failure. Thread-safe. */
@ApplicationScoped
public class Batches {
    private static final int MOST = 10;

    private final SideBySide sideBySide;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Batches() {
        this.sideBySide = null;
    }

    @Inject
    public Batches(SideBySide sideBySide) {
        this.sideBySide = sideBySide;
    }

    /** The answer to a batch as JSON. */
    CompletionStage<byte[]> results(byte[] body, String key, long arrivalNanos) {
        JsonNode requests = requests(StrictJson.parse(body));
        List<CompletableFuture<Answer>> answers = sideBySide.ask(IntStream.range(0, requests.size())
                .mapToObj(i -> question(requests.get(i), key, arrivalNanos))
                .toList());
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .handle((all, failure) -> write(answers));
    }

    private static JsonNode requests(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw AiException.invalid("", "an object with 'requests' was expected, found " + Members.kind(body));
        }
        Members members = new Members(object).only(Set.of("requests"));
        JsonNode requests = members.required("requests");
        members.check();
        if (!requests.isArray() || requests.isEmpty() || requests.size() > MOST) {
            String found = requests.isArray() ? "an array of " + requests.size() : Members.kind(requests);
            throw AiException.invalid(
                    "/requests", "an array of requests was expected, found " + found, "1 to " + MOST + " requests");
        }
        return requests;
    }

    private static Supplier<InferenceRequest> question(JsonNode request, String key, long arrivalNanos) {
        return () -> {
            StrictJson.check(request);
            return Envelope.read(request, key, arrivalNanos);
        };
    }

    private static byte[] write(List<CompletableFuture<Answer>> answers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = StrictJson.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (int i = 0; i < answers.size(); i++) {
                write(json, out, answers.get(i), "/requests/" + i);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(
            JsonGenerator json, ByteArrayOutputStream out, CompletableFuture<Answer> answer, String place)
            throws IOException {
        try {
            AnswerJson.write(json, out, answer.join());
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause();
            json.writeStartObject();
            json.writeFieldName("error");
            ProblemJson.write(
                    json, Problem.of(cause instanceof AiException refusal ? refusal.under(place) : cause), null);
            json.writeEndObject();
        }
    }
}
