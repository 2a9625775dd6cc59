/** Callers' words on answers they were given. */
@NullMarked
package org.esmap.ai.web.feedback;

import org.jspecify.annotations.NullMarked;
