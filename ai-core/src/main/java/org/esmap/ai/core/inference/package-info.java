/**
 * The only way in: resolve the version, look in the cache, call the model within its deadline, record. The chain reads
 * top to bottom in {@link org.esmap.ai.core.inference.Inference#infer}. Knows no protocol and no database; whoever wants
 * to know what was answered observes {@link org.esmap.ai.core.inference.InferenceRecord}.
 */
@NullMarked
package org.esmap.ai.core.inference;

import org.jspecify.annotations.NullMarked;
