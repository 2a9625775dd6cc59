package org.esmap.ai.web.administration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.keys.ApiKey;
import org.esmap.ai.core.keys.ApiKeys;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.web.callers.Callers;
import org.esmap.ai.web.lifecycle.JsonBody;
import org.esmap.ai.web.lifecycle.Once;
import org.jspecify.annotations.Nullable;

/** API keys, for administrators. */
@Path("/keys")
@RequestScoped
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {
    @Inject
    private ApiKeys keys;

    @Inject
    private Once once;

    @Context
    private SecurityContext security;

    @Context
    private HttpServletRequest http;

    /** The keys; none shows its secret. */
    @GET
    public Response list() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("keys");
        keys.all().forEach(key -> list.add(json(key)));
        return JsonBody.answer(200, json).build();
    }

    /**
     * Makes a key: {@code {"name":…,"role":…,"life":"P30D"}}. Its secret is in this answer and nowhere else, the answer to a
     * repetition included.
     */
    @POST
    public Response create(InputStream body, @HeaderParam("Idempotency-Key") @Nullable String key) {
        JsonBody json = JsonBody.read(http.getContentType(), body, Set.of("name", "role", "life"));
        String name = json.requiredText("name");
        String role = json.requiredText("role");
        Duration life = json.node("life") == null ? null : life(json.text("life", ""));
        Caller caller = Callers.of(security, http);
        AtomicReference<@Nullable String> secret = new AtomicReference<>();
        return once.run(
                key,
                caller,
                "create-key " + json,
                () -> {
                    ApiKeys.Made made = keys.create(name, role, life, caller);
                    secret.set(made.secret());
                    return json(made.key());
                },
                made -> created(made, secret.get()));
    }

    private static Response.ResponseBuilder created(ObjectNode key, @Nullable String secret) {
        ObjectNode told = secret == null ? key : key.put("key", secret);
        return JsonBody.answer(201, told).header("Cache-Control", "no-store");
    }

    private static Duration life(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw AiException.invalid("/life", "not a length of time", "ISO 8601, such as P30D");
        }
    }

    /** Revokes a key, at once on this node, within seconds on every other. */
    @DELETE
    @Path("/{name}")
    public Response revoke(@PathParam("name") String name, @HeaderParam("Idempotency-Key") @Nullable String key) {
        Caller caller = Callers.of(security, http);
        return once.run(
                key,
                caller,
                "revoke-key " + name,
                () -> {
                    keys.revoke(name, caller);
                    return JsonNodeFactory.instance.objectNode();
                },
                nothing -> Response.noContent());
    }

    private static ObjectNode json(ApiKey key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", key.name())
                .put("role", key.role())
                .put("created", key.created().toString())
                .put("createdBy", key.createdBy())
                .put("expires", text(key.expires()))
                .put("revoked", text(key.revoked()));
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
