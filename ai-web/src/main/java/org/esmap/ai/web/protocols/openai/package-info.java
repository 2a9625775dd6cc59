/** The embeddings route of OpenAI's API: {@code POST /v1/embeddings}, with its shapes and its way to say errors. */
@NullMarked
package org.esmap.ai.web.protocols.openai;

import org.jspecify.annotations.NullMarked;
