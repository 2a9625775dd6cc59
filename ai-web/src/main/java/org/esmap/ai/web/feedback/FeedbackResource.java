package org.esmap.ai.web.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.quality.Feedbacks;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.web.callers.Callers;
import org.esmap.ai.web.lifecycle.JsonBody;
import org.esmap.ai.web.security.OpenOnLoopback;

/** Takes a caller's word on an answer. */
@Path("/inference/{id}/feedback")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class FeedbackResource {
    @Inject
    private Feedbacks feedbacks;

    @Context
    private SecurityContext security;

    @Context
    private HttpServletRequest http;

    /** {@code {"correct":true}} or {@code {"expected":…}}, or both; 204 when it has been kept. */
    @POST
    @OpenOnLoopback(roles = {Role.CLIENT, Role.OPERATOR, Role.ADMIN})
    public Response give(@PathParam("id") String id, InputStream body) {
        JsonBody json = JsonBody.read(http.getContentType(), body, Set.of("correct", "expected"));
        JsonNode correct = json.node("correct");
        if (correct != null && !correct.isBoolean()) {
            throw AiException.invalid("/correct", "a boolean was expected", "true or false");
        }
        feedbacks.give(
                id, correct == null ? null : correct.booleanValue(), json.node("expected"), Callers.of(security, http));
        return Response.noContent().build();
    }
}
