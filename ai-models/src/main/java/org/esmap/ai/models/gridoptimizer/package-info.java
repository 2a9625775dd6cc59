/**
 * The model {@code grid-optimizer}: DC optimal power flow over one or several periods, with storage, renewables,
 * reserves, commitment and a price on CO2. Reads networks (MATPOWER text, JSON, built-in cases), checks every figure
 * before native code sees it, solves with CLP and SCIP from OR-Tools, and verifies each answer on the raw data before
 * it leaves. Refuses networks that are wrong, and says by how much a network that is infeasible would have to give.
 */
@NullMarked
package org.esmap.ai.models.gridoptimizer;

import org.jspecify.annotations.NullMarked;
