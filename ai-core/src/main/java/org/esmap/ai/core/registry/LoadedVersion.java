package org.esmap.ai.core.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Golden;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;

/**
 * A version that is open, with its schemas and golden cases. Shared by requests, each of which holds it by
 * {@link #enter()} and {@link #leave()}. Thread-safe.
 *
 * <p>Invariant: the predictor is closed exactly once, when the version is retired and the last request has left.
 */
public final class LoadedVersion {
    private final Model model;
    private final Bundle bundle;
    private final Predictor predictor;
    private final Schema input;
    private final Schema parameters;
    private final Schema output;
    private final List<Golden.Case> golden;
    private int users = 1;
    private boolean retired;

    LoadedVersion(Model model, Bundle bundle, Predictor predictor) {
        this.model = model;
        this.bundle = bundle;
        this.predictor = predictor;
        this.input = Schema.of(bundle, Bundle.INPUT_SCHEMA);
        this.parameters = Schema.of(bundle, Bundle.PARAMETERS_SCHEMA);
        this.output = Schema.of(bundle, Bundle.OUTPUT_SCHEMA);
        this.golden =
                bundle.has(Bundle.GOLDEN) ? Golden.parse(bundle.text(Bundle.GOLDEN), StrictJson.MAPPER) : List.of();
    }

    public Model model() {
        return model;
    }

    public Bundle bundle() {
        return bundle;
    }

    public ModelManifest manifest() {
        return bundle.manifest();
    }

    /** SHA-256 of the manifest: the version's identity. */
    public String digest() {
        return bundle.digest();
    }

    /** Valid while the caller holds this version. */
    public Predictor predictor() {
        return predictor;
    }

    public List<Golden.Case> golden() {
        return golden;
    }

    /**
     * Checks an input and its parameters against the schemas of this version. Those of many parts are checked one at a time:
     * they wait up to a second each, and no longer than until the deadline.
     *
     * @throws AiException with {@code INVALID_INPUT} and pointers that begin with {@code /input} or {@code /parameters};
     *     with {@code OVERLOADED} where others are still being checked then
     */
    public void check(Query query) {
        List<FieldError> errors = new ArrayList<>(input.errors("/input", query.input(), query.deadline()));
        errors.addAll(parameters.errors("/parameters", query.parameters(), query.deadline()));
        if (!errors.isEmpty()) {
            throw AiException.invalid(errors);
        }
    }

    /** Where an output differs from the form that this version promises; for tests and validation, not for requests. */
    public List<FieldError> outputErrors(JsonNode outputNode) {
        return output.errors("", outputNode);
    }

    /** Holds this version open; false where it has been closed and another must be taken. */
    public synchronized boolean enter() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    /** Ends one hold. */
    public void leave() {
        synchronized (this) {
            if (--users > 0) {
                return;
            }
        }
        predictor.close();
    }

    /** Gives up the registry's own hold, once. */
    void retire() {
        synchronized (this) {
            if (retired) {
                return;
            }
            retired = true;
        }
        leave();
    }
}
