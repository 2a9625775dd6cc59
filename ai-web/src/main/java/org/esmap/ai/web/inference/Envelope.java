package org.esmap.ai.web.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * The request around a model's input: {@code model input parameters version options{cache timeoutMs}}. Strict: what is
 * not known is refused, every wrong member is named.
 */
final class Envelope {
    private static final Set<String> MEMBERS = Set.of("model", "input", "parameters", "version", "options");
    private static final Set<String> TYPED_MEMBERS = Set.of("input", "parameters", "version", "options");
    private static final Set<String> OPTIONS = Set.of("cache", "timeoutMs");

    private Envelope() {}

    /** Reads a request that names its model. */
    static InferenceRequest read(JsonNode body, String key, long arrivalNanos) {
        Members members = new Members(object(body)).only(MEMBERS);
        return read(members, members.requiredText("model"), members.required("input"), key, arrivalNanos);
    }

    /** Reads a request to a route that knows its model. */
    static InferenceRequest typed(ObjectNode body, String model, String key, long arrivalNanos) {
        Members members = new Members(body).only(TYPED_MEMBERS);
        return read(members, model, members.required("input"), key, arrivalNanos);
    }

    /** Reads what surrounds an {@code input} that has been found already. */
    static InferenceRequest read(Members members, String model, JsonNode input, String key, long arrivalNanos) {
        ObjectNode parameters = members.objectOrEmpty("parameters");
        @Nullable Version version = members.version("version");
        Members options = members.inside("options").only(OPTIONS);
        boolean cache = options.flag("cache", true);
        @Nullable Duration timeout = options.milliseconds("timeoutMs");
        members.check();
        return new InferenceRequest(model, input, parameters, version, cache, timeout, key, arrivalNanos);
    }

    private static ObjectNode object(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw AiException.invalid("", "a request object was expected, found " + Members.kind(body));
    }
}
