/** Tests of the console without a browser. */
@NullMarked
package org.esmap.ai.web.console;

import org.jspecify.annotations.NullMarked;
