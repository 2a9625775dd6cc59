package org.esmap.ai.core.inference;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.esmap.ai.core.caching.AnswerKey;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.core.registry.LoadedVersion;
import org.jspecify.annotations.Nullable;

/** One request on its way, holding its version until it has been answered. Thread-safe but for its key. */
final class Call {
    private final InferenceRequest request;
    private final LoadedVersion version;
    private final Query query;
    private final String id = AnswerId.next();
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable AnswerKey key;

    Call(InferenceRequest request, LoadedVersion version) {
        this.request = request;
        this.version = version;
        var limit = request.timeout() == null ? version.manifest().limits().timeout() : request.timeout();
        this.query = new Query(request.input(), request.parameters(), Deadline.from(request.arrivalNanos(), limit));
    }

    InferenceRequest request() {
        return request;
    }

    LoadedVersion version() {
        return version;
    }

    Query query() {
        return query;
    }

    AnswerKey key() {
        if (key == null) {
            key = AnswerKey.of(version.manifest().id(), version.digest(), request.input(), request.parameters());
        }
        return key;
    }

    Answer answer(
            byte[] output,
            Source source,
            @Nullable String reason,
            List<Warning> warnings,
            Prediction.@Nullable Headline headline) {
        var manifest = version.manifest();
        return new Answer(
                id,
                manifest.id(),
                manifest.version(),
                manifest.task(),
                output,
                source,
                reason,
                System.nanoTime() - request.arrivalNanos(),
                warnings,
                headline);
    }

    InferenceRecord record(@Nullable Answer answer, @Nullable ErrorCode failure) {
        var manifest = version.manifest();
        return new InferenceRecord(
                id,
                Instant.now(),
                manifest.id(),
                manifest.version(),
                version.digest(),
                manifest.task(),
                answer == null ? null : answer.source(),
                answer != null && answer.degraded(),
                failure,
                System.nanoTime() - request.arrivalNanos(),
                request.input().isTextual() ? request.input().textValue().length() : 0,
                answer == null ? null : answer.headline(),
                request.timeout() != null
                        && request.timeout().compareTo(manifest.limits().timeout()) < 0);
    }

    void end() {
        if (ended.compareAndSet(false, true)) {
            version.leave();
        }
    }
}
