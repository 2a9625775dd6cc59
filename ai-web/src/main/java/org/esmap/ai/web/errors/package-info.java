/**
 * How failures look over HTTP: problem details (RFC 9457) for every error, whoever raised it. The only place that knows
 * which {@link org.esmap.ai.core.failure.ErrorKind} is which status. Never shows a stack trace or an internal message.
 */
@NullMarked
package org.esmap.ai.web.errors;

import org.jspecify.annotations.NullMarked;
