/**
 * When native work runs: as many permits as cores, a bounded queue, deadlines counted from arrival, fairness between
 * models. A permit is held until the work returns, however long its caller has been gone. Knows nothing of what runs.
 */
@NullMarked
package org.esmap.ai.core.scheduling;

import org.jspecify.annotations.NullMarked;
