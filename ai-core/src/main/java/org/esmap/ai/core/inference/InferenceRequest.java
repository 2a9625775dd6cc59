package org.esmap.ai.core.inference;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks the platform.
 *
 * @param model        id of the model, not yet known to exist
 * @param input        the model's input
 * @param parameters   the model's parameters, empty where none were given
 * @param version      the version asked for; null for the one that is live
 * @param cache        whether an answer may come from the cache and be kept
 * @param timeout      time-out counted from arrival; null for the model's own
 * @param key          what keeps a caller on one side of a canary: an idempotency key, a caller, or a random text
 * @param arrivalNanos {@link System#nanoTime()} when the request arrived
 */
public record InferenceRequest(
        String model,
        JsonNode input,
        ObjectNode parameters,
        @Nullable Version version,
        boolean cache,
        @Nullable Duration timeout,
        String key,
        long arrivalNanos) {
    public InferenceRequest {
        requireNonNull(model, "model is null");
        requireNonNull(input, "input is null");
        requireNonNull(parameters, "parameters is null");
        requireNonNull(key, "key is null");
    }
}
