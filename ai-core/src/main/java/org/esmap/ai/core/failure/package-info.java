/**
 * How the platform says no: one exception, an error code, few kinds. Knows nothing of HTTP; whoever speaks a protocol
 * maps a {@link org.esmap.ai.core.failure.ErrorKind} to that protocol's words.
 */
@NullMarked
package org.esmap.ai.core.failure;

import org.jspecify.annotations.NullMarked;
