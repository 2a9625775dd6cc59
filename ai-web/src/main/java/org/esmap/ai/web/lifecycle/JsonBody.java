package org.esmap.ai.web.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.web.bodies.RequestBody;
import org.jspecify.annotations.Nullable;

/** A small JSON object that a changing request brings; members that nobody reads are refused. */
public final class JsonBody {
    private final ObjectNode object;

    private JsonBody(ObjectNode object) {
        this.object = object;
    }

    /**
     * Reads a body; none at all is an empty object.
     *
     * @param type the request's content type; null where it names none, which is taken for JSON
     * @throws NotSupportedException where it names another one, as browsers do for whoever sends a form from elsewhere
     */
    public static JsonBody read(@Nullable String type, InputStream body, Set<String> known) {
        if (!mayBeJson(type)) {
            throw new NotSupportedException();
        }
        byte[] bytes = RequestBody.read(body);
        JsonNode json = bytes.length == 0 ? StrictJson.MAPPER.createObjectNode() : StrictJson.read(bytes);
        if (!(json instanceof ObjectNode object)) {
            throw AiException.invalid("", "an object was expected");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw AiException.invalid(
                        "/" + StrictJson.escape(name),
                        "unknown member",
                        known.stream().sorted().toList().toString());
            }
        });
        return new JsonBody(object);
    }

    static boolean mayBeJson(@Nullable String type) {
        return type == null || type.split(";", 2)[0].strip().equalsIgnoreCase(MediaType.APPLICATION_JSON);
    }

    public @Nullable JsonNode node(String name) {
        return object.get(name);
    }

    public String text(String name, String otherwise) {
        JsonNode value = object.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw AiException.invalid("/" + name, "a string was expected");
        }
        int nul = value.textValue().indexOf(0);
        if (nul >= 0) { // not every database keeps it
            throw AiException.invalid("/" + name, "character " + nul + " is U+0000", "text without U+0000");
        }
        return value.textValue();
    }

    public String requiredText(String name) {
        if (object.get(name) == null) {
            throw AiException.invalid("/" + name, "is required");
        }
        return text(name, "");
    }

    int number(String name, int otherwise) {
        JsonNode value = object.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw AiException.invalid("/" + name, "a whole number was expected");
        }
        return value.intValue();
    }

    @Nullable
    Version version(String name) {
        if (node(name) == null) {
            return null;
        }
        String text = text(name, "");
        if (!Version.isVersion(text)) {
            throw AiException.invalid("/" + name, "not a version", "a string such as 1.2.0");
        }
        return new Version(text);
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = requiredText(name);
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(e -> e.name().toLowerCase(Locale.ROOT))
                .toList();
        int at = words.indexOf(text);
        if (at < 0) {
            throw AiException.invalid("/" + name, "unknown word", String.join(", ", words));
        }
        return type.getEnumConstants()[at];
    }

    @Override
    public String toString() {
        return object.toString();
    }

    /** An answer with a JSON body. */
    public static Response.ResponseBuilder answer(int status, JsonNode body) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(StrictJson.write(body));
    }
}
