package org.esmap.ai.web.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;

/** Puts together what is known of a model: from its live version, or from what ships while that is loading. */
@ApplicationScoped
public class Cards {
    /** Members of a manifest that a list shows too. */
    private static final List<String> BRIEF = List.of("id", "task", "title", "languages", "limits");

    /** Members of a manifest that only a card shows. */
    private static final List<String> FULL =
            List.of("description", "route", "runtime", "licence", "provenance", "quality");

    private final Registry registry;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Cards() {
        this.registry = null;
    }

    @Inject
    public Cards(Registry registry) {
        this.registry = registry;
    }

    /** Every model in brief. */
    public ObjectNode all() {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode models = list.putArray("models");
        registry.models().forEach(model -> models.add(brief(model)));
        return list;
    }

    /**
     * The card of the model called {@code id}.
     *
     * @throws org.esmap.ai.core.failure.AiException with {@code UNKNOWN_MODEL}
     */
    public ObjectNode of(String id) {
        Model model = registry.model(id);
        JsonNode manifest = manifest(model);
        ObjectNode card = brief(model);
        FULL.stream().filter(manifest::has).forEach(name -> card.set(name, manifest.get(name)));
        card.set("versions", versions(model));
        card.set("input", file(model, Bundle.INPUT_SCHEMA));
        card.set("parameters", file(model, Bundle.PARAMETERS_SCHEMA));
        card.set("output", file(model, Bundle.OUTPUT_SCHEMA));
        card.set("example", example(model));
        live(model)
                .filter(v -> v.bundle().has(Bundle.CARD))
                .ifPresent(v -> card.put("card", v.bundle().text(Bundle.CARD)));
        return card;
    }

    private ObjectNode brief(Model model) {
        JsonNode manifest = manifest(model);
        Optional<LoadedVersion> live = live(model);
        ObjectNode brief = JsonNodeFactory.instance.objectNode();
        BRIEF.stream().filter(manifest::has).forEach(name -> brief.set(name, manifest.get(name)));
        brief.put("liveVersion", live.map(v -> v.manifest().version().value()).orElse(null));
        brief.put("state", live.isPresent() ? "LIVE" : "LOADING");
        return brief;
    }

    /** A request to {@code POST /inference} that works as it stands. */
    private ObjectNode example(Model model) {
        ObjectNode example = JsonNodeFactory.instance.objectNode();
        example.put("model", model.id().value());
        if (file(model, Bundle.EXAMPLE) instanceof ObjectNode given) {
            example.setAll(given);
        }
        return example;
    }

    private ArrayNode versions(Model model) {
        ArrayNode versions = JsonNodeFactory.instance.arrayNode();
        registry.traffic(model.id())
                .ifPresent(traffic -> traffic.versions()
                        .forEach(version -> versions.addObject()
                                .put("version", version.manifest().version().value())
                                .put("state", state(traffic, version))
                                .put("digest", version.digest())));
        return versions;
    }

    private static String state(Traffic traffic, LoadedVersion version) {
        if (version == traffic.live()) {
            return "LIVE";
        }
        return version == traffic.candidate() ? traffic.trial().name() : "RETIRED";
    }

    private Optional<LoadedVersion> live(Model model) {
        return registry.traffic(model.id()).map(Traffic::live);
    }

    private JsonNode manifest(Model model) {
        Optional<ModelManifest> live = live(model).map(LoadedVersion::manifest);
        return live.isPresent()
                ? StrictJson.MAPPER.valueToTree(live.get())
                : ShippedFiles.of(model).json("model.json");
    }

    private JsonNode file(Model model, String name) {
        Optional<Bundle> live = live(model).map(LoadedVersion::bundle);
        if (live.isEmpty()) {
            return ShippedFiles.of(model).json(name);
        }
        if (!live.get().has(name)) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return StrictJson.MAPPER.readTree(live.get().text(name));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
