/**
 * Texts to token ids and back to places in the text: tokenizers as Hugging Face exports them, windows over long texts.
 * Offsets are UTF-16 code units of the caller's own string, end exclusive. The only importer of {@code ai.djl}.
 */
@NullMarked
package org.esmap.ai.core.tokenization;

import org.jspecify.annotations.NullMarked;
