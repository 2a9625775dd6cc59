/**
 * The shapes that Hugging Face's inference clients send and accept: {@code POST /hf/models/{id}}. Translates only;
 * failures are problem details, whose {@code detail} those clients show.
 */
@NullMarked
package org.esmap.ai.web.protocols.huggingface;

import org.jspecify.annotations.NullMarked;
