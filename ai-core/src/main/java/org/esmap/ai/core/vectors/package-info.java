/**
 * Vectors of texts for callers who want them as such: the sentence encoder of a live version, run in turn with the
 * models. Knows no protocol; how a text becomes a vector is {@link org.esmap.ai.core.embedding}'s.
 */
@NullMarked
package org.esmap.ai.core.vectors;

import org.jspecify.annotations.NullMarked;
