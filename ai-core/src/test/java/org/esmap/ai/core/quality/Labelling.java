package org.esmap.ai.core.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;

/** A model whose bundles say which labels it gives. */
final class Labelling implements Model {
    static Bundle bundle(String version, String... labels) throws JsonProcessingException {
        String manifest = """
                {"id":"toy","version":"%s","task":"t","title":"Toy","runtime":"table","licence":"MIT","files":[],
                 "settings":%s}
                """.formatted(version, StrictJson.MAPPER.writeValueAsString(labels));
        return new Bundle(StrictJson.MAPPER.readValue(manifest, ModelManifest.class), version, Map.of());
    }

    @Override
    public ModelId id() {
        return new ModelId("toy");
    }

    @Override
    public Version shippedVersion() {
        return new Version("1.0.0");
    }

    @Override
    public Predictor open(Bundle bundle) {
        List<String> labels = List.of(bundle.settings(String[].class));
        return new Predictor() {
            @Override
            public Prediction predict(Query query) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<String> headlines() {
                return labels;
            }
        };
    }

    @Override
    public Prediction predict(Predictor predictor, Query query) {
        return predictor.predict(query);
    }
}
