package org.esmap.ai.web.errors;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the container forwards errors that no resource saw; answers with problem details. */
@WebServlet(urlPatterns = ErrorPage.PATH, asyncSupported = true)
public class ErrorPage extends HttpServlet {
    static final String PATH = "/problem";

    /** The container's message on files that are not there or not to be shown. */
    private static final String NO_FILE = "SRVE0190E";

    /** The container's message on an address with escapes that hide dots or slashes, which it tells as a fault of its own. */
    private static final String BAD_ADDRESS = "CWWWC0005I";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @Nullable Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        @Nullable Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object origin = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = origin instanceof String uri ? uri : request.getRequestURI();
        if (failure != null && !response.isCommitted()) {
            response.reset(); // what failed may have begun to write
        }
        ProblemJson.send(response, problem(status, failure, request.getMethod(), path), path);
    }

    private static Problem problem(@Nullable Object status, @Nullable Object failure, String method, String path) {
        int code = status instanceof Integer given ? given : 404;
        if (failure instanceof Throwable thrown) {
            String message = String.valueOf(thrown.getMessage());
            if (message.contains(BAD_ADDRESS)) {
                code = 400;
            } else if (message.contains(NO_FILE)) {
                code = 404;
            } else {
                return Problem.of(thrown);
            }
        }
        return StatusProblems.of(code, method, path, null);
    }
}
