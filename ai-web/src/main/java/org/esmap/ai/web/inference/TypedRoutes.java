package org.esmap.ai.web.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.web.catalogue.SchemaShape;
import org.esmap.ai.web.catalogue.ShippedFiles;

/** The typed routes, one for each manifest that names one, and how their bodies are read. Thread-safe. */
@ApplicationScoped
public class TypedRoutes {
    private static final Set<String> AROUND = Set.of("parameters", "version", "options");

    private final Map<String, Route> routes = new TreeMap<>();
    private final Map<String, Route> byModel = new TreeMap<>();

    /** For the container's proxy. */
    protected TypedRoutes() {}

    @Inject
    public TypedRoutes(Registry registry) {
        for (Model model : registry.models()) {
            ShippedFiles files = ShippedFiles.of(model);
            String name = files.json("model.json").path("route").asText();
            Route route = new Route(
                    model.id().value(),
                    SchemaShape.of(files.json(Bundle.INPUT_SCHEMA)).members().keySet());
            byModel.put(route.model, route);
            if (!name.isEmpty()) {
                routes.put(name, route);
            }
        }
    }

    /**
     * The route called {@code name}.
     *
     * @throws AiException with {@code NOT_FOUND} listing the known ones
     */
    Route route(String name) {
        return find(name)
                .orElseThrow(() -> new AiException(
                        ErrorCode.NOT_FOUND,
                        "No route of that name below /api/v1/ai/. Known routes: "
                                + String.join(", ", routes.keySet())));
    }

    /** The route called {@code name}; empty where there is none. */
    Optional<Route> find(String name) {
        return Optional.ofNullable(routes.get(name));
    }

    /** How the bodies of the model called {@code id} are read; empty where there is no such model. */
    Optional<Route> ofModel(String id) {
        return Optional.ofNullable(byModel.get(id));
    }

    /**
     * A typed route.
     *
     * @param model      who answers
     * @param inputNames the members that the model's input may have
     */
    record Route(String model, Set<String> inputNames) {
        /** Whether {@code body} wraps the input in an envelope, rather than being the input with options beside it. */
        boolean isEnvelope(JsonNode body) {
            return body.has("input") && !inputNames.contains("input");
        }

        /**
         * Reads a body that is the model's input, with {@code parameters}, {@code version} and {@code options} beside its
         * members, or an envelope around it.
         *
         * @throws AiException with {@code INVALID_INPUT} and pointers into {@code body}
         */
        InferenceRequest read(JsonNode body, String key, long arrivalNanos) {
            if (!(body instanceof ObjectNode object)) {
                Members none = new Members(JsonNodeFactory.instance.objectNode());
                return Envelope.read(none, model, body, key, arrivalNanos);
            }
            if (isEnvelope(body)) {
                return Envelope.typed(object, model, key, arrivalNanos);
            }
            ObjectNode around = JsonNodeFactory.instance.objectNode();
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            for (var member : object.properties()) {
                boolean beside = AROUND.contains(member.getKey()) && !inputNames.contains(member.getKey());
                (beside ? around : input).set(member.getKey(), member.getValue());
            }
            return Envelope.read(new Members(around), model, input, key, arrivalNanos);
        }

        /** A refusal with its pointers seen from a body that is the input itself. */
        static AiException withoutEnvelope(AiException refusal) {
            return refusal.at(Route::withoutInput);
        }

        private static String withoutInput(String pointer) {
            boolean inside = pointer.equals("/input") || pointer.startsWith("/input/");
            return inside ? pointer.substring("/input".length()) : pointer;
        }
    }
}
