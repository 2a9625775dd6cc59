/**
 * What the tokeniser and ONNX Runtime alone take for a text: the limit that the platform is measured against. Calls both
 * directly, on purpose past the platform.
 */
@NullMarked
package org.esmap.ai.server.limit;

import org.jspecify.annotations.NullMarked;
