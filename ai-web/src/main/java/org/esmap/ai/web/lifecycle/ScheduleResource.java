package org.esmap.ai.web.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.core.updates.Plan;
import org.esmap.ai.core.updates.Schedule;
import org.esmap.ai.core.updates.Schedules;
import org.esmap.ai.core.versions.Strategy;
import org.esmap.ai.web.callers.Callers;
import org.jspecify.annotations.Nullable;

/** The schedule by which a model updates itself. */
@Path("/models/{model}/schedule")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {
    @Inject
    private Registry registry;

    @Inject
    private Schedules schedules;

    @Inject
    private Once once;

    @Context
    private SecurityContext security;

    @Context
    private HttpServletRequest http;

    /** The schedule, and what came of its last run. */
    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response get(@PathParam("model") String id) {
        ModelId model = registry.model(id).id();
        Schedule schedule = schedules
                .find(model)
                .orElseThrow(() -> new AiException(ErrorCode.NOT_FOUND, "Model " + model + " has no schedule"));
        return Conditions.tagged(LifecycleJson.schedule(schedule)).build();
    }

    /** Gives the model a schedule, or another one. */
    @PUT
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response put(
            @PathParam("model") String id,
            InputStream body,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        ModelId model = registry.model(id).id();
        JsonBody json = JsonBody.read(
                http.getContentType(), body, Set.of("cron", "zone", "source", "strategy", "percent", "bakeSeconds"));
        Plan plan = new Plan(
                json.requiredText("cron"),
                json.text("zone", "UTC"),
                json.requiredText("source"),
                json.choice("strategy", Strategy.class),
                json.number("percent", 10),
                json.number("bakeSeconds", 600));
        Long seen = Conditions.seen(ifMatch);
        Caller caller = Callers.of(security, http);
        return once.run(
                key,
                caller,
                "schedule " + id + json,
                () -> LifecycleJson.schedule(schedules.put(model, plan, seen, caller)),
                Conditions::tagged);
    }

    /** Takes the schedule away. */
    @DELETE
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response delete(
            @PathParam("model") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        ModelId model = registry.model(id).id();
        Long seen = Conditions.seen(ifMatch);
        Caller caller = Callers.of(security, http);
        return once.run(
                key,
                caller,
                "unschedule " + id,
                () -> {
                    schedules.delete(model, seen, caller);
                    return JsonNodeFactory.instance.objectNode();
                },
                nothing -> Response.noContent());
    }
}
