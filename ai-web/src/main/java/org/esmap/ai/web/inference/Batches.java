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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.Inference;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.scheduling.Workers;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.jspecify.annotations.Nullable;

/** Answers batches: order kept, computed side by side, each item with its own success or failure. Thread-safe. */
@ApplicationScoped
public class Batches {
    static final int MOST = 10;

    private final Inference inference;
    private final ExecutorService workers;
    private final int lanes = Math.min(MOST, Runtime.getRuntime().availableProcessors());

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Batches() {
        this.inference = null;
        this.workers = null;
    }

    @Inject
    public Batches(Inference inference, @Workers ExecutorService workers) {
        this.inference = inference;
        this.workers = workers;
    }

    /** One item's end; exactly one of the two is there. */
    private record Result(@Nullable Answer answer, @Nullable Problem problem) {}

    /** The answer to a batch as JSON. */
    CompletionStage<byte[]> results(byte[] body, String key, long arrivalNanos) {
        List<JsonNode> requests = requests(StrictJson.parse(body));
        List<CompletableFuture<Result>> results =
                requests.stream().map(r -> new CompletableFuture<Result>()).toList();
        // brief models answer on the thread that asks: as many threads as cores ask, so that items run side by side
        for (int lane = 1; lane < Math.min(lanes, requests.size()); lane++) {
            int first = lane;
            workers.execute(() -> askFrom(first, requests, key, arrivalNanos, results));
        }
        askFrom(0, requests, key, arrivalNanos, results);
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenApply(all -> write(results));
    }

    private static List<JsonNode> requests(JsonNode body) {
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
        return IntStream.range(0, requests.size()).mapToObj(requests::get).toList();
    }

    private void askFrom(
            int first, List<JsonNode> requests, String key, long arrival, List<CompletableFuture<Result>> results) {
        for (int i = first; i < requests.size(); i += Math.min(lanes, requests.size())) {
            String place = "/requests/" + i;
            CompletableFuture<Result> result = results.get(i);
            ask(requests.get(i), key, arrival)
                    .handle((answer, failure) -> failure == null
                            ? new Result(answer, null)
                            : new Result(null, Problem.of(failure).under(place)))
                    .thenAccept(result::complete);
        }
    }

    private CompletionStage<Answer> ask(JsonNode request, String key, long arrivalNanos) {
        try {
            StrictJson.check(request);
            return inference.infer(Envelope.read(request, key, arrivalNanos));
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private static byte[] write(List<CompletableFuture<Result>> results) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = StrictJson.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (CompletableFuture<Result> result : results) {
                write(json, out, result.join());
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, ByteArrayOutputStream out, Result result) throws IOException {
        if (result.answer != null) {
            AnswerJson.write(json, out, result.answer);
        } else if (result.problem != null) {
            json.writeStartObject();
            json.writeFieldName("error");
            ProblemJson.write(json, result.problem, null);
            json.writeEndObject();
        }
    }
}
