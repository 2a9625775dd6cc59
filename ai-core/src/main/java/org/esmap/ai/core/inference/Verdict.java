package org.esmap.ai.core.inference;

import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;

/**
 * A caller's first word on an answer it was given, fired as a CDI event once it has been kept.
 *
 * @param model   who answered
 * @param version which version answered
 * @param correct whether the answer was right
 */
public record Verdict(ModelId model, Version version, boolean correct) {}
