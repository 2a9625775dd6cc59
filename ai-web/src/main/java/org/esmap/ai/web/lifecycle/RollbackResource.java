package org.esmap.ai.web.lifecycle;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import java.util.Set;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.core.updates.Promotions;
import org.esmap.ai.web.callers.Callers;
import org.jspecify.annotations.Nullable;

/** Undoes a promotion, effective on the next request. */
@Path("/models/{model}/rollback")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RollbackResource {
    @Inject
    private Registry registry;

    @Inject
    private Promotions promotions;

    @Inject
    private Once once;

    @Context
    private SecurityContext security;

    @Context
    private HttpServletRequest http;

    /** Ends a trial, or lets the version before, or the one named by {@code to}, answer again. */
    @POST
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response rollBack(
            @PathParam("model") String id,
            InputStream body,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        Model model = registry.model(id);
        JsonBody json = JsonBody.read(http.getContentType(), body, Set.of("to", "reason"));
        Version to = json.version("to");
        Long seen = Conditions.seen(ifMatch);
        Caller caller = Callers.of(security, http);
        return once.run(
                key,
                caller,
                "rollback " + id + json,
                () -> LifecycleJson.deployment(
                        promotions.rollBack(model.id(), to, json.text("reason", ""), seen, caller)),
                Conditions::tagged);
    }
}
