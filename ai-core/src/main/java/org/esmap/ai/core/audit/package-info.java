/**
 * The trail of administrative acts: who, what, when, why, from where. Append-only and chained by hashes, so that a
 * changed or missing entry shows. Hears of acts inside the transactions that perform them; performs none.
 */
@NullMarked
package org.esmap.ai.core.audit;

import org.jspecify.annotations.NullMarked;
