package org.esmap.ai.web.errors;

import com.fasterxml.jackson.core.JacksonException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** Turns whatever a resource or JAX-RS itself throws into problem details. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

    @Context
    private UriInfo uri;

    @Context
    private Request request;

    @Override
    public Response toResponse(Throwable failure) {
        String path = uri.getRequestUri().getRawPath();
        return failure instanceof WebApplicationException status
                ? ofStatus(status.getResponse(), path)
                : ProblemJson.response(problem(failure), path);
    }

    /** Resources wrap what they fail to read or write: only the reading of a multipart body fails like this. */
    static Problem problem(Throwable failure) {
        if (failure instanceof IOException && !(failure instanceof JacksonException)) {
            LOG.log(Level.WARNING, "A body could not be read: {0}", failure.getMessage());
            return Problem.of(new AiException(
                    ErrorCode.MALFORMED_REQUEST,
                    "The body cannot be read as its Content-Type says. A multipart body needs a boundary and an end.",
                    failure));
        }
        return Problem.of(failure);
    }

    private Response ofStatus(Response given, String path) {
        // an answer, such as the one to OPTIONS, travels as an exception too
        if (given.getStatus() < 400 || given.hasEntity()) {
            return given;
        }
        String allow = given.getHeaderString(HttpHeaders.ALLOW);
        Problem problem = StatusProblems.of(given.getStatus(), request.getMethod(), path, allow);
        Response.ResponseBuilder response = Response.fromResponse(ProblemJson.response(problem, path));
        if (allow != null) {
            response.header(HttpHeaders.ALLOW, allow);
        }
        return response.build();
    }
}
