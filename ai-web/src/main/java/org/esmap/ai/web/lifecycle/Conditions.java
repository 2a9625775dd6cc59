package org.esmap.ai.web.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import org.esmap.ai.core.failure.AiException;
import org.jspecify.annotations.Nullable;

/** Epochs as entity tags: what {@code If-Match} is held against (RFC 9110 section 13.1.1). */
final class Conditions {
    private Conditions() {}

    static EntityTag tag(long epoch) {
        return new EntityTag(Long.toString(epoch));
    }

    /** What has an epoch, with that for its tag. */
    static Response.ResponseBuilder tagged(ObjectNode json) {
        return JsonBody.answer(200, json).tag(tag(json.path("epoch").longValue()));
    }

    /** The epoch that the caller has looked at; null where it does not say. */
    static @Nullable Long seen(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        String text = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
        if (!text.matches("\\d{1,18}")) {
            throw AiException.invalid("", "If-Match holds no entity tag of this resource: '" + text + "'");
        }
        return Long.valueOf(text);
    }
}
