/** Tests of bodies that come slowly, or are too large. */
@NullMarked
package org.esmap.ai.web.bodies;

import org.jspecify.annotations.NullMarked;
