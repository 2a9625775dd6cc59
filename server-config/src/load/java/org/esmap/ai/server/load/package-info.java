/** The load run: the raw limit, then the assembled server under closed and open loads, side by side in one table. */
@NullMarked
package org.esmap.ai.server.load;

import org.jspecify.annotations.NullMarked;
