package org.esmap.ai.core.inference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.cache.CacheException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.esmap.ai.core.caching.AnswerCache;
import org.esmap.ai.core.caching.AnswerKey;
import org.esmap.ai.core.caching.CacheSettings;
import org.esmap.ai.core.caching.CachedAnswer;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.scheduling.NativeWork;
import org.jspecify.annotations.Nullable;

/**
 * The inference chain. Thread-safe. The caller waits for no model, and never past the deadline: only an input of many parts
 * waits until others have been checked.
 */
@ApplicationScoped
public class Inference {
    private static final Logger LOG = System.getLogger(Inference.class.getName());
    private static final Duration BULKHEAD_RETRY = Duration.ofSeconds(1);

    private final Registry registry;
    private final AnswerCache cache;
    private final int maxAnswerBytes;
    private final NativeWork nativeWork;
    private final Event<InferenceRecord> records;
    private final Shadow shadow;
    private final Flights flights = new Flights();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Inference() {
        this.registry = null;
        this.cache = null;
        this.maxAnswerBytes = 0;
        this.nativeWork = null;
        this.records = null;
        this.shadow = null;
    }

    @Inject
    Inference(
            Registry registry,
            AnswerCache cache,
            CacheSettings cacheSettings,
            NativeWork nativeWork,
            Event<InferenceRecord> records,
            Shadow shadow) {
        this.registry = registry;
        this.cache = cache;
        this.maxAnswerBytes = cacheSettings.maxAnswerBytes();
        this.nativeWork = nativeWork;
        this.records = records;
        this.shadow = shadow;
    }

    /**
     * Answers a request.
     *
     * @return the answer, or a failure that is an {@link AiException}; in time, whatever the model does
     * @throws AiException where the request is refused before any work: unknown model or version, invalid input
     */
    public CompletionStage<Answer> infer(InferenceRequest request) {
        Model model = registry.model(request.model());
        LoadedVersion version = registry.hold(model.id(), request.key(), request.version());
        Call call = new Call(request, version);
        try {
            CompletableFuture<Answer> answer = fromCache(call); // what has been answered before has been checked before
            if (answer == null) {
                version.check(call.query());
                answer = inTime(call, compute(call));
            }
            return answer.whenComplete((given, failure) -> {
                record(call, given, failure);
                if (given != null) {
                    shadow.copy(request, given);
                }
            });
        } catch (RuntimeException failure) {
            record(call, null, failure);
            throw failure;
        }
    }

    private @Nullable CompletableFuture<Answer> fromCache(Call call) {
        CachedAnswer kept = call.request().cache() ? find(call.key()) : null;
        return kept == null
                ? null
                : CompletableFuture.completedFuture(
                        call.answer(kept.output(), Source.CACHE, null, kept.warnings(), kept.headline()));
    }

    private @Nullable CachedAnswer find(AnswerKey key) {
        try {
            return cache.find(key);
        } catch (CacheException | IllegalStateException e) { // a lost cache costs time, not errors
            LOG.log(Level.WARNING, "The cache of " + key.model() + " cannot be read", e);
            return null;
        }
    }

    private CompletableFuture<Computed> compute(Call call) {
        return call.request().cache() ? flights.join(call, this::computeUnlessKept) : onPermit(call);
    }

    /** Looks into the cache again, since the answer to an equal question may have been kept after the first look. */
    private CompletableFuture<Computed> computeUnlessKept(Call call) {
        CachedAnswer kept = find(call.key());
        return kept == null
                ? onPermit(call).whenComplete((done, failure) -> keep(call, done))
                : CompletableFuture.completedFuture(Computed.of(kept));
    }

    /** Runs the model when its turn comes. The version stays open until the work returns, whoever still waits. */
    private CompletableFuture<Computed> onPermit(Call call) {
        LoadedVersion version = call.version();
        if (!version.enter()) {
            throw new IllegalStateException("A held version is open");
        }
        return nativeWork
                .submit(
                        version.model().id(),
                        call.query().deadline(),
                        () -> Computed.of(predict(version, call.query())))
                .whenComplete((done, failure) -> version.leave());
    }

    /** A version that is not settled runs past its model's circuit breaker, which is about another. */
    private Prediction predict(LoadedVersion version, Query query) {
        return registry.settled(version)
                ? version.model().predict(version.predictor(), query)
                : version.predictor().predict(query);
    }

    private void keep(Call call, @Nullable Computed done) {
        if (done == null || done.output().length > maxAnswerBytes) {
            return;
        }
        Prediction prediction = done.prediction();
        if (!prediction.degraded() && !prediction.hurried()) {
            try {
                cache.keep(call.key(), new CachedAnswer(done.output(), prediction.warnings(), prediction.headline()));
            } catch (CacheException | IllegalStateException e) {
                LOG.log(Level.WARNING, "The cache of " + call.key().model() + " cannot be written", e);
            }
        }
    }

    /** The computed answer, or a substitute when it fails or the deadline passes first. */
    private CompletableFuture<Answer> inTime(Call call, CompletableFuture<Computed> computed) {
        if (computed.isDone()) {
            return settle(call, computed);
        }
        long left = Math.max(0, call.query().deadline().remainingNanos());
        return computed.thenApply(Function.identity())
                .orTimeout(left, TimeUnit.NANOSECONDS)
                .handle((done, failure) -> failure == null
                                || !(AiException.causeOf(failure) instanceof TimeoutException)
                        ? settle(call, computed)
                        : CompletableFuture.supplyAsync(
                                () -> substitute(call, call.query().deadline().exceeded()), nativeWork::runAside))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Answer> settle(Call call, CompletableFuture<Computed> computed) {
        return computed.handle(
                (done, failure) -> failure == null ? answer(call, done) : recover(call, AiException.causeOf(failure)));
    }

    private static Answer answer(Call call, Computed done) {
        Prediction prediction = done.prediction();
        Source source = prediction.substitute() ? Source.FALLBACK : Source.MODEL;
        return call.answer(done.output(), source, prediction.reason(), prediction.warnings(), prediction.headline());
    }

    private Answer recover(Call call, Throwable failure) {
        if (failure instanceof AiException refusal) {
            if (refusal.code() != ErrorCode.DEADLINE_EXCEEDED && refusal.code() != ErrorCode.MODEL_UNAVAILABLE) {
                throw refusal.code() == ErrorCode.INVALID_INPUT ? refusal.under("/input") : refusal;
            }
            return substitute(call, refusal);
        }
        if (failure instanceof BulkheadException) {
            throw AiException.overloaded(
                    "Model " + call.request().model() + " runs as often at a time as it may. Try again in "
                            + BULKHEAD_RETRY.toSeconds() + " s, or send fewer requests at a time.",
                    BULKHEAD_RETRY);
        }
        LOG.log(
                Level.WARNING,
                "Model " + call.request().model() + " "
                        + call.version().manifest().version() + " failed",
                failure);
        return substitute(
                call,
                new AiException(
                        ErrorCode.MODEL_UNAVAILABLE,
                        "Model " + call.request().model() + " could not answer. Try again in a few seconds.",
                        failure));
    }

    /** The model's substitute for an answer that failed with {@code why}; rethrows {@code why} where there is none. */
    private Answer substitute(Call call, AiException why) {
        Model model = call.version().model();
        try {
            return answer(call, Computed.of(model.fallback(call.version().predictor(), call.query())));
        } catch (AiException none) {
            throw why;
        } catch (RuntimeException | Error failure) { // errors too, as where the model itself fails
            LOG.log(Level.WARNING, "The substitute of " + model.id() + " failed", failure);
            throw why;
        }
    }

    private void record(Call call, @Nullable Answer answer, @Nullable Throwable failure) {
        call.end();
        ErrorCode code = failure == null
                ? null
                : AiException.causeOf(failure) instanceof AiException known ? known.code() : ErrorCode.INTERNAL;
        records.fire(call.record(answer, code));
    }
}
