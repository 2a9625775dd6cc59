package org.esmap.ai.web.lifecycle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.core.versions.Deployments;
import org.jspecify.annotations.Nullable;

/** What was live when, who changed it, why. */
@Path("/models/{model}/history")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {
    private static final int MOST = 500;

    @Inject
    private Registry registry;

    @Inject
    private Deployments deployments;

    /** The changes, newest first; with {@code at}, the one that was in force at that moment. */
    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response history(@PathParam("model") String id, @QueryParam("at") @Nullable String at) {
        Model model = registry.model(id);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("model", id);
        if (at == null) {
            ArrayNode changes = json.putArray("changes");
            deployments.history(model.id(), MOST).forEach(change -> changes.add(LifecycleJson.history(change)));
            return JsonBody.answer(200, json).build();
        }
        Instant moment = moment(at);
        json.setAll(LifecycleJson.history(deployments
                .at(model.id(), moment)
                .orElseThrow(() -> new AiException(
                        ErrorCode.NOT_FOUND, "Nothing of " + id + " was live at " + moment + " here"))));
        return JsonBody.answer(200, json.put("asked", moment.toString())).build();
    }

    /** A moment in whole milliseconds, as the database keeps them. */
    static Instant moment(String text) {
        try {
            return Instant.ofEpochMilli(
                    OffsetDateTime.parse(text.replace(' ', '+')).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw AiException.invalid(
                    "/at", "not a moment: '" + Uploads.shown(text) + "'", "ISO 8601 with offset, 2026-11-28T12:00:00Z");
        }
    }
}
