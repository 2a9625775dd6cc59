package org.esmap.ai.web.inference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.web.security.OpenOnLoopback;

/** The typed routes of the main API: each model at the route that its manifest names. */
@Path("/api/v1/ai/{route}")
@ApplicationScoped
@OpenOnLoopback(roles = {Role.CLIENT, Role.OPERATOR, Role.ADMIN})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TypedResource {
    /** Waits for the answer to a request that could not be answered at once. */
    @POST
    @AtOnce
    public CompletionStage<Response> infer(@Context HttpServletRequest request) {
        return AnswersAtOnce.pending(request);
    }
}
