package org.esmap.ai.web.bodies;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;

/**
 * A body that is taken in as it comes, while no thread waits for it. When it is whole, its request goes on where it was
 * held. It has the time that an {@link AwaitedBody} has. Called by one thread at a time, but for the end of that time.
 */
final class LateBody implements ReadListener, AsyncListener {
    private static final Logger LOG = System.getLogger(LateBody.class.getName());

    /** What all late bodies together may hold, each at least {@value #PIECE}: 64 MiB. */
    static final Semaphore PIECES = new Semaphore(1 << 13);

    private static final int PIECE = 1 << 13;

    private final AsyncContext async;
    private final KnownRequest request;
    private final HttpServletResponse response;
    private final ServletInputStream sent;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[PIECE];
    private int pieces; // guarded by this, as is whether it is over: the end of the time may come while bytes do
    private boolean over;

    private LateBody(KnownRequest request, HttpServletResponse response) throws IOException {
        this.request = request;
        this.response = response;
        this.sent = request.getRequest().getInputStream();
        this.async = request.startAsync(request, response);
    }

    /** Takes in the request's body, and lets the request go on behind the filters that have seen it. */
    static void take(KnownRequest request, HttpServletResponse response) throws IOException {
        LateBody body = new LateBody(request, response);
        body.async.setTimeout(
                AwaitedBody.patience(request.getContentLengthLong()).toMillis());
        body.async.addListener(body);
        if (body.makesRoom()) {
            body.sent.setReadListener(body);
        } else {
            body.end(Waits.overloaded());
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!isOver() && sent.isReady()) {
            int count = sent.read(buffer);
            if (count < 0) {
                return;
            }
            received.write(buffer, 0, count);
            if (received.size() > RequestBody.MAX_BYTES) { // where it comes in chunks it may be longer than it says
                end(RequestBody.tooLarge());
            } else if (!makesRoom()) {
                end(Waits.overloaded());
            }
        }
    }

    private synchronized boolean makesRoom() {
        while (!over && pieces * PIECE <= received.size()) {
            if (!PIECES.tryAcquire()) {
                return false;
            }
            pieces++;
        }
        return true;
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** Ends the body, whose room is free then; false where it is over already. */
    private synchronized boolean ends() {
        if (over) {
            return false;
        }
        over = true;
        PIECES.release(pieces);
        return true;
    }

    @Override
    public void onAllDataRead() throws IOException {
        if (ends()) {
            try {
                request.know(received.toByteArray());
            } catch (AiException unreadable) {
                refuse(unreadable);
                return;
            }
            async.dispatch();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        end(tooSlow());
    }

    /** The caller has broken off, or sent nothing for too long. */
    @Override
    public void onError(Throwable broken) {
        LOG.log(Level.DEBUG, "A body broke off", broken);
        try {
            end(tooSlow());
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "Nobody takes the answer", gone);
            async.complete();
        }
    }

    private static AiException tooSlow() {
        return new AiException(
                ErrorCode.MALFORMED_REQUEST, "The body came too slowly, or ended early. Send it at once.");
    }

    private void end(AiException refusal) throws IOException {
        if (ends()) {
            refuse(refusal);
        }
    }

    private void refuse(AiException why) throws IOException {
        response.setHeader("Connection", "close"); // what is left of the body is not waited for
        ProblemJson.send(response, Problem.of(why), request.getRequestURI());
        async.complete();
    }

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
