/** Micro-benchmarks: the raw limit, the model's predictor and the whole chain without HTTP, on the same texts. */
@NullMarked
package org.esmap.ai.server.bench;

import org.jspecify.annotations.NullMarked;
