/**
 * The console: what an operator sees and does, on pages. Shows and changes the platform through the core alone; refuses to
 * decide anything that the core decides, and to let anybody in who has not logged in.
 */
@NullMarked
package org.esmap.ai.web.console;

import org.jspecify.annotations.NullMarked;
