/** The console in a real browser. */
@NullMarked
package org.esmap.ai.server.console;

import org.jspecify.annotations.NullMarked;
