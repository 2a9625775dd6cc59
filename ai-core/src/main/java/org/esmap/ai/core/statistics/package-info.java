/** What counts say about the shares behind them, and how surely. Does not know what was counted, and decides nothing. */
@NullMarked
package org.esmap.ai.core.statistics;

import org.jspecify.annotations.NullMarked;
