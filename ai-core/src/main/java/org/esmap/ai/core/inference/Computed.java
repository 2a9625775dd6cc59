package org.esmap.ai.core.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.esmap.ai.core.caching.CachedAnswer;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.StrictJson;

/** An output with what belongs to it, written as JSON once for all who asked. Do not change the bytes. */
record Computed(Prediction prediction, byte[] output) {
    /** What was computed for an equal question. */
    static Computed of(CachedAnswer kept) {
        byte[] output = kept.output();
        return new Computed(new Prediction(output, kept.warnings(), null, kept.headline(), false, false), output);
    }

    static Computed of(Prediction prediction) {
        try {
            return new Computed(prediction, StrictJson.MAPPER.writeValueAsBytes(prediction.output()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A model's output cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
