package org.esmap.ai.core.updates;

import java.time.Instant;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;

/**
 * Something an operator must know of, fired as a CDI event.
 *
 * @param at      when
 * @param kind    a fixed word, such as {@code automatic-rollback}
 * @param model   which model
 * @param version which version
 * @param detail  what happened and why, in one or two sentences
 */
public record Alert(Instant at, String kind, ModelId model, Version version, String detail) {}
