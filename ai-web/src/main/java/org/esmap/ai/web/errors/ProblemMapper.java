package org.esmap.ai.web.errors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Turns whatever a resource or JAX-RS itself throws into problem details. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    // not the URI of JAX-RS, which may have been changed since, or may not be one
    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        String path = request.getRequestURI();
        return failure instanceof WebApplicationException status
                ? ofStatus(status.getResponse(), path)
                : ProblemJson.response(Problem.of(failure), path);
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
