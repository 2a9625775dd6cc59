package org.esmap.ai.models.energyqa;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, and of which texts.
 *
 * @param text     the question
 * @param contexts the texts; at least one
 */
record Question(String text, List<Context> contexts) {
    private static final int MOST_CHARACTERS = 400_000;

    /** A text with the caller's name for it, null where there was none. */
    record Context(@Nullable String id, String text) {}

    static Question of(JsonNode input) {
        JsonNode one = input.get("context");
        JsonNode many = input.get("contexts");
        if ((one == null) == (many == null)) {
            String found = one == null ? "neither context nor contexts" : "both context and contexts";
            throw AiException.invalid(
                    one == null ? "/context" : "/contexts",
                    "expected the text to search, found " + found,
                    "context, or contexts of 1 to 50 {id, text}");
        }
        List<Context> contexts = new ArrayList<>();
        if (one != null) {
            contexts.add(new Context(null, one.textValue()));
        } else {
            collect(many, contexts);
        }
        long characters = contexts.stream().mapToLong(c -> c.text().length()).sum();
        if (characters > MOST_CHARACTERS) {
            throw AiException.invalid(
                    "/contexts", "expected at most " + MOST_CHARACTERS + " characters in all, found " + characters);
        }
        return new Question(input.get("question").textValue(), contexts);
    }

    private static void collect(JsonNode many, List<Context> contexts) {
        Set<String> names = new HashSet<>();
        for (JsonNode context : many) {
            String id = context.path("id").isTextual() ? context.get("id").textValue() : null;
            String name = id != null ? id : String.valueOf(contexts.size());
            if (!names.add(name)) {
                throw AiException.invalid(
                        "/contexts/" + contexts.size() + "/id",
                        "expected ids that differ from one another and from the number of any text without one, found '"
                                + name + "' twice");
            }
            contexts.add(new Context(id, context.get("text").textValue()));
        }
    }

    /** The name of a text: the caller's, or its number among several; null for a single one. */
    @Nullable
    String contextId(int context) {
        String id = contexts.get(context).id();
        return id != null || contexts.size() == 1 ? id : String.valueOf(context);
    }
}
