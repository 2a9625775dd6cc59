package org.esmap.ai.core.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Closes what shares native memory while four threads use it: each use is right, or is told that it came too late. */
public final class ClosingUnderLoad {
    private ClosingUnderLoad() {}

    /** @param use fails where the handle answers wrongly */
    public static <T> void survives(T handle, Consumer<T> use, Runnable close) {
        AtomicLong answers = new AtomicLong();
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            callers.add(CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        use.accept(handle);
                        answers.incrementAndGet();
                    }
                } catch (IllegalStateException closed) {
                    assertThat(closed).hasMessageContaining("closed");
                }
            }));
        }
        while (answers.get() < 3) {
            Thread.onSpinWait();
        }
        close.run();
        callers.forEach(CompletableFuture::join);
    }
}
