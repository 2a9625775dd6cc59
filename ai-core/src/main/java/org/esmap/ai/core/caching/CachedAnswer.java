package org.esmap.ai.core.caching;

import java.util.List;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Warning;
import org.jspecify.annotations.Nullable;

/**
 * A full answer as kept.
 *
 * @param output   the output as JSON, UTF-8; do not change
 * @param warnings what the caller should know
 * @param headline the answer in one word
 */
public record CachedAnswer(byte[] output, List<Warning> warnings, Prediction.@Nullable Headline headline) {}
