/** Tests of the grid optimiser on published optima, on its invariants, and on input that is wrong. */
@NullMarked
package org.esmap.ai.models.gridoptimizer;

import org.jspecify.annotations.NullMarked;
