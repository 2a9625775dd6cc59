package org.esmap.ai.core.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlesTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void closesTheLastFirstAndOnce() {
        Handles handles = Handles.opening(opened -> {
            opened.add(() -> closed.add("one"));
            opened.add(() -> closed.add("two"));
            return opened;
        });
        assertThat(closed).isEmpty();
        handles.close();
        handles.close();
        assertThat(closed).containsExactly("two", "one");
    }

    @Test
    void closesTheOthersThoughOneCannotBeClosed() {
        Handles handles = Handles.opening(opened -> {
            opened.add(() -> closed.add("one"));
            opened.add(() -> {
                throw new IOException("busy");
            });
            return opened;
        });
        assertThatThrownBy(handles::close).hasRootCauseMessage("busy");
        assertThat(closed).containsExactly("one");
    }

    @Test
    void closesWhatWasOpenedBeforeAFailure() {
        Error failure = new UnsatisfiedLinkError("refused");
        assertThatThrownBy(() -> Handles.opening(opened -> {
                    opened.add(() -> closed.add("one"));
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(closed).containsExactly("one");
    }

    @Test
    void keepsAFailureThoughWhatWasOpenedCannotBeClosed() {
        IllegalArgumentException failure = new IllegalArgumentException("refused");
        assertThatThrownBy(() -> Handles.opening(opened -> {
                    opened.add(() -> {
                        throw new IOException("busy");
                    });
                    throw failure;
                }))
                .isSameAs(failure)
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasRootCauseMessage("busy"));
    }
}
