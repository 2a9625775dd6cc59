/**
 * energy-qa: the words of a text, or of up to fifty, that answer a question, or that there are none. A fine-tuned span
 * extractor reads the passages that the sentence encoder and word statistics rank first. Where it cannot answer, the
 * sentence that shares most words with the question stands in.
 */
@NullMarked
package org.esmap.ai.models.energyqa;

import org.jspecify.annotations.NullMarked;
