package org.esmap.ai.core.inference;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.esmap.ai.core.caching.AnswerKey;

/**
 * Equal questions under way share one computation.
 *
 * <p>Invariant: a key is in the map exactly while its computation is under way, so a later question never joins one
 * that has ended.
 */
final class Flights<T> {
    private final ConcurrentHashMap<AnswerKey, CompletableFuture<T>> underWay = new ConcurrentHashMap<>();

    CompletableFuture<T> join(AnswerKey key, Supplier<CompletableFuture<T>> compute) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> theirs = underWay.putIfAbsent(key, mine);
        if (theirs != null) {
            return theirs;
        }
        compute.get().whenComplete((value, failure) -> {
            underWay.remove(key, mine);
            if (failure == null) {
                mine.complete(value);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }
}
