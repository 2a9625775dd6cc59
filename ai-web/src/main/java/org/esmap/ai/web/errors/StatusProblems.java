package org.esmap.ai.web.errors;

import org.jspecify.annotations.Nullable;

/** The problems that JAX-RS and the container raise by a bare status. */
final class StatusProblems {
    private StatusProblems() {}

    /**
     * The problem behind a bare status of 400 or above.
     *
     * @param method of the request
     * @param path   of the request
     * @param allow  methods that the resource has, for 405; null where not known
     */
    static Problem of(int status, String method, String path, @Nullable String allow) {
        return switch (status) {
            case 400 ->
                Problem.plain(
                        400,
                        "malformed-request",
                        "The request cannot be understood",
                        "Check the syntax of its address and headers.");
            case 401 ->
                Problem.plain(
                        401,
                        "unauthenticated",
                        "A caller is required",
                        "Send credentials: HTTP Basic, a Bearer token or an API key.");
            case 403 ->
                Problem.plain(403, "forbidden", "The caller may not do this", "A role is missing for " + path + ".");
            case 404 ->
                Problem.plain(
                        404,
                        "not-found",
                        "No such resource",
                        "Nothing answers at " + path
                                + ". The routes are listed at /openapi where the server listens on the loopback"
                                + " address.");
            case 405 ->
                Problem.plain(
                        405,
                        "method-not-allowed",
                        "The resource does not know the method",
                        method + " is not possible at " + path + (allow == null ? "." : ". Possible: " + allow + "."));
            case 406 ->
                Problem.plain(
                        406,
                        "not-acceptable",
                        "No acceptable representation",
                        "Nothing in the Accept header can be given. Ask for application/json, for a bundle"
                                + " application/zip.");
            case 413 -> Problem.plain(413, "too-large", "The request is too large", "Send less.");
            case 415 ->
                Problem.plain(
                        415,
                        "unsupported-media-type",
                        "The body's media type is not understood",
                        "Send the body as application/json, an upload as application/zip or multipart/form-data;"
                                + " plain or compressed with gzip.");
            case 503 ->
                Problem.plain(503, "unavailable", "The platform is not available", "Try again in a few seconds.");
            default ->
                Problem.plain(
                        status,
                        "http-" + status,
                        status < 500 ? "The request cannot be served" : "The platform failed",
                        status < 500 ? "Check the request." : "Try again; report it when it happens again.");
        };
    }
}
