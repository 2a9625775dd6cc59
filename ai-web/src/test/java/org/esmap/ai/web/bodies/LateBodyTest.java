package org.esmap.ai.web.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.esmap.ai.web.FilterCall;
import org.junit.jupiter.api.Test;

class LateBodyTest {
    private static final int PIECE = 1 << 13;

    private final FilterCall call = new FilterCall();
    private final List<String> done = new ArrayList<>();
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private LateBody body;

    /** A body that brings a piece with each read, however long it says it is. */
    private final ServletInputStream sent = new ServletInputStream() {
        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] to) {
            if (!meanwhile.isEmpty()) {
                meanwhile.pop().run();
            }
            return PIECE;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return done.isEmpty();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body = (LateBody) listener;
        }
    };

    private KnownRequest take() throws Exception {
        AsyncContext async = FilterCall.fake(AsyncContext.class, (self, called, arguments) -> {
            if (called.getName().equals("complete") || called.getName().equals("dispatch")) {
                done.add(called.getName());
            }
            return null;
        });
        KnownRequest request = new KnownRequest(
                FilterCall.fake(HttpServletRequest.class, (self, called, arguments) -> switch (called.getName()) {
                    case "getInputStream" -> sent;
                    case "startAsync" -> async;
                    case "getContentLengthLong" -> 100L;
                    case "getRequestURI" -> "/inference";
                    default -> null;
                }));
        Filter filter = (passed, response, chain) -> LateBody.take(request, (HttpServletResponse) response);
        call.send(filter, request);
        return request;
    }

    @Test
    void holdsNoMoreThanABodyMayHaveWhateverItSays() throws Exception {
        int free = LateBody.PIECES.availablePermits();
        take();

        body.onDataAvailable();

        assertThat(call.said()).containsEntry("setStatus", 413);
        assertThat(done).containsExactly("complete");
        assertThat(LateBody.PIECES.availablePermits()).isEqualTo(free);
    }

    @Test
    void freesItsRoomWhereItsTimeEndsWhileBytesCome() throws Exception {
        int free = LateBody.PIECES.availablePermits();
        take();
        meanwhile.add(() -> {});
        meanwhile.add(() -> body.onError(new IllegalStateException("over")));

        body.onDataAvailable();

        assertThat(call.said()).containsEntry("setStatus", 400);
        assertThat(done).containsExactly("complete");
        assertThat(LateBody.PIECES.availablePermits()).isEqualTo(free);
    }

    @Test
    void goesOnOnceWithWhatCame() throws Exception {
        int free = LateBody.PIECES.availablePermits();
        KnownRequest request = take();
        meanwhile.add(() -> done.add("came"));
        body.onDataAvailable();

        body.onAllDataRead();
        body.onAllDataRead();

        assertThat(done).containsExactly("came", "dispatch");
        assertThat(request.getInputStream().readAllBytes()).hasSize(PIECE);
        assertThat(LateBody.PIECES.availablePermits()).isEqualTo(free);
    }
}
