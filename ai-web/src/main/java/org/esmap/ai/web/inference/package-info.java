/**
 * The platform's own way to ask: single requests, batches, and the typed routes of the main API. Reads strictly, hands
 * over to {@link org.esmap.ai.core.inference.Inference}, writes the answer. Names no model: a typed route is whatever a
 * model's manifest says it is.
 */
@NullMarked
package org.esmap.ai.web.inference;

import org.jspecify.annotations.NullMarked;
