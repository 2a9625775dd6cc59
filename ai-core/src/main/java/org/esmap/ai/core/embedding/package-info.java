/**
 * Texts to vectors whose cosine says how alike the texts are in meaning. Does not queue: whoever calls holds a permit of
 * the scheduling package. Refuses to cache and to rank; models do that.
 */
@NullMarked
package org.esmap.ai.core.embedding;

import org.jspecify.annotations.NullMarked;
