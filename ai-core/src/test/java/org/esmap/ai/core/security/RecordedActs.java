package org.esmap.ai.core.security;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Stands in for the container's event: remembers every act and hands it to the observers it was given. */
public final class RecordedActs implements Event<Act> {
    private final List<Act> acts = new CopyOnWriteArrayList<>();
    private final List<Consumer<Act>> observers;

    public RecordedActs() {
        this.observers = List.of();
    }

    /** Hands every act to {@code observer}, in the transaction that fires it. */
    public RecordedActs(Consumer<Act> observer) {
        this.observers = List.of(observer);
    }

    public List<Act> acts() {
        return acts;
    }

    @Override
    public void fire(Act act) {
        acts.add(act);
        observers.forEach(observer -> observer.accept(act));
    }

    @Override
    public <U extends Act> CompletionStage<U> fireAsync(U act) {
        fire(act);
        return CompletableFuture.completedStage(act);
    }

    @Override
    public <U extends Act> CompletionStage<U> fireAsync(U act, NotificationOptions options) {
        return fireAsync(act);
    }

    @Override
    public Event<Act> select(Annotation... qualifiers) {
        return this;
    }

    @Override
    public <U extends Act> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends Act> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
