package org.esmap.ai.core.caching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.StrictJson;

/**
 * What makes two requests the same: model, version digest, input and parameters, the order of members aside. Inputs are
 * told apart by SHA-256 of their canonical form, so near-identical inputs are different inputs.
 *
 * @param model    the model
 * @param version  digest of the version
 * @param question SHA-256 of the canonical input and parameters
 */
public record AnswerKey(ModelId model, String version, String question) {
    private static final ObjectWriter SORTED = StrictJson.MAPPER.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    /** The key of a request to a version. */
    public static AnswerKey of(ModelId model, String version, JsonNode input, ObjectNode parameters) {
        MessageDigest digest = Digests.newDigest();
        digest.update(canonical(input));
        digest.update((byte) 0);
        digest.update(canonical(parameters));
        return new AnswerKey(model, version, HexFormat.of().formatHex(digest.digest()));
    }

    private static byte[] canonical(JsonNode node) {
        if (node.isTextual()) {
            return ("\"" + node.textValue()).getBytes(StandardCharsets.UTF_8);
        }
        try {
            return SORTED.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written", e);
        }
    }
}
