package org.esmap.ai.web.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.failure.AiException;
import org.jspecify.annotations.Nullable;

/** Epochs as entity tags: what {@code If-Match} is held against (RFC 9110 section 13.1.1). */
final class Conditions {
    private static final String TAG = "\\s*(?:W/)?\"[^\",]*\"\\s*";
    private static final Pattern TAGS = Pattern.compile(TAG + "(?:," + TAG + ")*");
    private static final Pattern OURS = Pattern.compile("\"(0|[1-9]\\d{0,17})\"");
    /** No deployment has it. */
    private static final Long NONE = -1L;

    private Conditions() {}

    static EntityTag tag(long epoch) {
        return new EntityTag(Long.toString(epoch));
    }

    /** What has an epoch, with that for its tag. */
    static Response.ResponseBuilder tagged(ObjectNode json) {
        return JsonBody.answer(200, json).tag(tag(json.path("epoch").longValue()));
    }

    /**
     * The epoch that the caller has looked at, the latest where they name several; null where they do not say. A tag of another
     * kind, or a weak one, is none of ours and matches nothing.
     */
    static @Nullable Long seen(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        if (!TAGS.matcher(ifMatch).matches()) {
            throw AiException.invalid(
                    "",
                    "If-Match is no list of entity tags: '" + Uploads.shown(ifMatch.strip()) + "'",
                    "an entity tag such as \"7\", as ETag gave it");
        }
        return Arrays.stream(ifMatch.split(","))
                .map(tag -> OURS.matcher(tag.strip()))
                .filter(Matcher::matches)
                .map(tag -> Long.valueOf(tag.group(1)))
                .max(Comparator.naturalOrder())
                .orElse(NONE);
    }
}
