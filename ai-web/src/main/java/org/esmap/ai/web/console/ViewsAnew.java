package org.esmap.ai.web.console;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shows a page anew to whoever posts a form that cannot be served any more: its view is gone with the session or the
 * server's last run, or it comes without the nonce that the page's scripts need.
 */
public final class ViewsAnew extends ExceptionHandlerFactory {
    /** What pages are about: parameters of their addresses, which their forms carry as hidden fields. */
    static final List<String> ABOUT = List.of("id", "model", "number", "window", "before", "to");

    public ViewsAnew(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new Handler(getWrapped().getExceptionHandler());
    }

    private static final class Handler extends ExceptionHandlerWrapper {
        /** Without it PrimeFaces refuses to render. */
        private static final String NONCE = "primefaces.nonce";

        private Handler(ExceptionHandler wrapped) {
            super(wrapped);
        }

        @Override
        public void handle() throws FacesException {
            Iterator<ExceptionQueuedEvent> failures =
                    getUnhandledExceptionQueuedEvents().iterator();
            while (failures.hasNext()) {
                var failure = failures.next().getContext();
                FacesContext faces = failure.getContext();
                if (ofAnOldPage(faces, failure.getException())
                        && !faces.getExternalContext().isResponseCommitted()) {
                    failures.remove();
                    showAnew(faces);
                }
            }
            super.handle();
        }

        private boolean ofAnOldPage(FacesContext faces, Throwable failure) {
            Throwable cause = getRootCause(failure);
            Throwable known = cause == null ? failure : cause;
            return known instanceof ViewExpiredException
                    || known instanceof FacesException
                            && faces.isPostback()
                            && !faces.getExternalContext()
                                    .getRequestParameterMap()
                                    .containsKey(NONCE);
        }

        private static void showAnew(FacesContext faces) {
            ExternalContext http = faces.getExternalContext();
            String query = query(http.getRequestParameterMap());
            String page = http.getRequestServletPath() + http.getRequestPathInfo();
            String there = query.isEmpty() ? page : page + '?' + query;
            http.responseReset();
            if (faces.getPartialViewContext().isAjaxRequest()) {
                loadByScript(http, there);
            } else {
                http.setResponseStatus(HttpServletResponse.SC_SEE_OTHER);
                http.setResponseHeader("Location", there);
            }
            faces.responseComplete();
        }

        private static String query(Map<String, String> parameters) {
            return ABOUT.stream()
                    .filter(parameters::containsKey)
                    .map(name -> name + '=' + URLEncoder.encode(parameters.get(name), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }

        private static void loadByScript(ExternalContext http, String page) {
            try {
                http.redirect(page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
