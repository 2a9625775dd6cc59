package org.esmap.ai.web.protocols.openinference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.web.inference.SideBySide;
import org.jspecify.annotations.Nullable;

/** The protocol's view of the models, and its way to ask them. Thread-safe. */
@ApplicationScoped
public class OpenInference {
    private final Registry registry;
    private final SideBySide sideBySide;
    private final Map<LoadedVersion, ModelTensors> byVersion = Collections.synchronizedMap(new WeakHashMap<>());

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected OpenInference() {
        this.registry = null;
        this.sideBySide = null;
    }

    @Inject
    public OpenInference(Registry registry, SideBySide sideBySide) {
        this.registry = registry;
        this.sideBySide = sideBySide;
    }

    boolean ready() {
        return registry.ready();
    }

    /**
     * Whether a model, or one version of it, can answer.
     *
     * @throws AiException where there is no such model, or no such version is served
     */
    boolean ready(String model, @Nullable String version) {
        return version == null ? served(registry.model(model), null).isPresent() : version(model, version) != null;
    }

    private Optional<LoadedVersion> served(Model model, @Nullable String version) {
        Optional<Traffic> traffic = registry.traffic(model.id());
        return version == null
                ? traffic.map(Traffic::live)
                : traffic.flatMap(t -> t.versions().stream()
                        .filter(v -> v.manifest().version().value().equals(version))
                        .findFirst());
    }

    private LoadedVersion version(String model, @Nullable String version) {
        Model known = registry.model(model);
        return served(known, version)
                .orElseThrow(() -> version == null
                        ? new AiException(ErrorCode.MODEL_UNAVAILABLE, "Model " + model + " is still being loaded")
                        : new AiException(
                                ErrorCode.UNKNOWN_VERSION,
                                "No such version of " + model + " is being served. Served: " + numbers(known.id())));
    }

    private List<String> numbers(ModelId model) {
        return registry.traffic(model).stream()
                .flatMap(traffic -> traffic.versions().stream())
                .map(served -> served.manifest().version().value())
                .toList();
    }

    /** The description of a model: name, versions, platform, inputs, outputs. */
    ObjectNode describe(String model, @Nullable String version) {
        LoadedVersion loaded = version(model, version);
        ModelManifest manifest = loaded.manifest();
        ObjectNode description = StrictJson.MAPPER.createObjectNode();
        description.put("name", manifest.id().value());
        numbers(manifest.id()).forEach(description.putArray("versions")::add);
        description.put("platform", platform(manifest));
        ModelTensors tensors = tensors(loaded);
        list(description.putArray("inputs"), tensors.inputs());
        list(description.putArray("outputs"), tensors.members());
        return description;
    }

    private static String platform(ModelManifest manifest) {
        return switch (manifest.runtime()) {
            case ONNX -> "onnx_onnxv1";
            case SOLVER -> "esmap_solver";
            case TABLE -> "esmap_table";
        };
    }

    private static void list(ArrayNode list, Map<String, Datatype> tensors) {
        tensors.forEach((name, type) -> list.addObject()
                .put("name", name)
                .put("datatype", type.name())
                .putArray("shape")
                .add(-1));
    }

    private ModelTensors tensors(LoadedVersion version) {
        return byVersion.computeIfAbsent(version, loaded -> {
            try {
                return ModelTensors.of(
                        StrictJson.MAPPER.readTree(loaded.bundle().text(Bundle.INPUT_SCHEMA)),
                        StrictJson.MAPPER.readTree(loaded.bundle().text(Bundle.OUTPUT_SCHEMA)));
            } catch (JsonProcessingException e) {
                throw new AiException(ErrorCode.INVALID_BUNDLE, e.getOriginalMessage(), e);
            }
        });
    }

    /**
     * Asks a model once for each element of the tensors.
     *
     * @throws AiException where the request is refused before any work
     */
    CompletableFuture<InferAnswer> infer(
            String model, @Nullable String version, InferRequest request, String key, long arrivalNanos) {
        ModelTensors tensors = tensors(version(model, version));
        tensors.names(request.outputs());
        Version pinned = version == null ? null : new Version(version);
        List<CompletableFuture<Answer>> answers = sideBySide.ask(tensors.questions(request.inputs()).stream()
                .<java.util.function.Supplier<InferenceRequest>>map(input -> () -> new InferenceRequest(
                        model, input, request.parameters(), pinned, true, request.timeout(), key, arrivalNanos))
                .toList());
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> InferAnswer.of(
                        answers.stream().map(CompletableFuture::join).toList(), request, tensors));
    }
}
