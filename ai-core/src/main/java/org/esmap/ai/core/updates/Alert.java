package org.esmap.ai.core.updates;

import java.time.Instant;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;

/**
 * Something an operator must know of, fired as a CDI event.
 *
 * @param at      when
 * @param kind    a fixed word: {@code automatic-rollback}, or {@code automatic-rollback-failed} where one is due and goes on
 *     being tried
 * @param model   which model
 * @param version which version
 * @param detail  what happened and why, in one or two sentences
 */
public record Alert(Instant at, String kind, ModelId model, Version version, String detail) {
    static final String WITHDRAWN = "automatic-rollback";
    static final String NOT_WITHDRAWN = "automatic-rollback-failed";
}
