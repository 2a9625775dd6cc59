package org.esmap.ai.core.model;

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

    /** Gives back native memory and files. */
    @Override
    default void close() {}
}
