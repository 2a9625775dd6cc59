package org.esmap.ai.web.console;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/**
 * Shows a page anew to whoever posts a form that cannot be served any more: its view is gone with the session or the
 * server's last run, or it comes without the nonce that the page's scripts need.
 */
public final class ViewsAnew extends ExceptionHandlerFactory {
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
            String query = ((HttpServletRequest) http.getRequest()).getQueryString();
            String page = http.getRequestServletPath() + http.getRequestPathInfo();
            String there = query == null ? page : page + '?' + query;
            http.responseReset();
            if (faces.getPartialViewContext().isAjaxRequest()) {
                loadByScript(http, there);
            } else {
                http.setResponseStatus(HttpServletResponse.SC_SEE_OTHER);
                http.setResponseHeader("Location", there);
            }
            faces.responseComplete();
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
