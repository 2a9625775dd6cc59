/**
 * API keys: made once, shown once, kept as hashes, revocable at once on every node. Knows no protocol; whoever speaks one
 * asks here whether a key is good.
 */
@NullMarked
package org.esmap.ai.core.keys;

import org.jspecify.annotations.NullMarked;
