/** Tests of renewable-forecast against published values, invariants, and measured plants. */
@NullMarked
package org.esmap.ai.models.renewableforecast;

import org.jspecify.annotations.NullMarked;
