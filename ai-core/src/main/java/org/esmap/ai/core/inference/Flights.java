package org.esmap.ai.core.inference;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.esmap.ai.core.caching.AnswerKey;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Equal questions under way share one computation. It runs under the deadline of the call that began it; a call that
 * joined it and still has time when it ended for want of time begins another, so that nobody's time-out is another's.
 * Thread-safe.
 *
 * <p>Invariant: a key is in the map exactly while its computation is under way, so a later question never joins one
 * that has ended. A call begins at most one computation.
 */
final class Flights {
    private final ConcurrentHashMap<AnswerKey, Flight> underWay = new ConcurrentHashMap<>();

    /**
     * @param givenNanos time that was left to the call that began it
     */
    private record Flight(long givenNanos, CompletableFuture<Computed> landing) {
        /** Whether {@code deadline} allows for a better answer than the one that came. */
        boolean worthAnother(Deadline deadline, @Nullable Computed done, @Nullable Throwable failure) {
            if (failure == null) {
                return done != null && done.prediction().hurried() && deadline.remainingNanos() > givenNanos;
            }
            return AiException.causeOf(failure) instanceof AiException known
                    && known.code() == ErrorCode.DEADLINE_EXCEEDED
                    && !deadline.passed();
        }
    }

    CompletableFuture<Computed> join(Call call, Function<Call, CompletableFuture<Computed>> compute) {
        Deadline deadline = call.query().deadline();
        Flight mine = new Flight(deadline.remainingNanos(), new CompletableFuture<>());
        Flight theirs = underWay.putIfAbsent(call.key(), mine);
        if (theirs != null) {
            return theirs.landing
                    .handle((done, failure) ->
                            theirs.worthAnother(deadline, done, failure) ? join(call, compute) : theirs.landing)
                    .thenCompose(Function.identity());
        }
        CompletableFuture.completedFuture(call).thenCompose(compute).whenComplete((done, failure) -> {
            underWay.remove(call.key(), mine);
            if (failure == null) {
                mine.landing.complete(done);
            } else {
                mine.landing.completeExceptionally(failure);
            }
        });
        return mine.landing;
    }
}
