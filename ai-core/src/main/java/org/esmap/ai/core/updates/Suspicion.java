package org.esmap.ai.core.updates;

import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;

/** A version that a watch has found bad, and why. */
record Suspicion(ModelId model, Version version, String why) {}
