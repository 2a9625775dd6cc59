/**
 * What callers send: never more of it than is allowed, and never waiting so long, or by so many threads, that others go
 * without an answer.
 */
@NullMarked
package org.esmap.ai.web.bodies;

import org.jspecify.annotations.NullMarked;
