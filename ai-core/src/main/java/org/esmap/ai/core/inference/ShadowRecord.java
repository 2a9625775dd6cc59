package org.esmap.ai.core.inference;

import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;

/**
 * What a version in the shadow did with the copy of a request, fired as a CDI event. Nobody was given its answer. A copy
 * that never ran, for overload, leaves none.
 *
 * @param model        the model
 * @param version      the version in the shadow
 * @param failed       whether it could not answer, or only with a substitute
 * @param agreed       whether its headline, or its whole output where there is none, was the live version's
 * @param latencyNanos of the copy, queueing included
 */
public record ShadowRecord(ModelId model, Version version, boolean failed, boolean agreed, long latencyNanos) {}
