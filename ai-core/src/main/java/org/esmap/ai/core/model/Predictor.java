package org.esmap.ai.core.model;

import java.util.List;

/**
 * One loaded version of a model, holding its artefacts open. Thread-safe. Never used again after {@link #close()};
 * the platform closes it only when the last request on it has ended.
 */
public interface Predictor extends AutoCloseable {
    /**
     * Answers one query.
     *
     * @throws org.esmap.ai.core.failure.AiException with {@code INVALID_INPUT} and pointers relative to the input where
     *     the input passes the schema and is wrong all the same
     */
    Prediction predict(Query query);

    /**
     * The labels of which an answer's headline is one, so that it can be judged by what a caller expected instead; none where
     * an answer says more than one label.
     */
    default List<String> headlines() {
        return List.of();
    }

    /** Gives back native memory and files. */
    @Override
    default void close() {}
}
