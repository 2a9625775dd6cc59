package org.esmap.ai.web.protocols.openinference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.web.errors.ProblemJson;

/** Says what fails before a route of the protocol is reached, such as an unknown method, in the protocol's form too. */
@Provider
public class ErrorForm implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        boolean ours = path.equals("/v2") || path.startsWith("/v2/");
        if (ours
                && ProblemJson.TYPE.equals(response.getMediaType())
                && response.getEntity() instanceof byte[] problem) {
            ObjectNode error = StrictJson.MAPPER.createObjectNode();
            error.set("error", StrictJson.read(problem).path("detail"));
            response.setEntity(
                    error.toString().getBytes(StandardCharsets.UTF_8),
                    new Annotation[0],
                    MediaType.APPLICATION_JSON_TYPE);
        }
    }
}
