/** The first thing a newcomer sees: starts the server, asks every live model its own example, prints the answers. */
@NullMarked
package org.esmap.ai.server.start;

import org.jspecify.annotations.NullMarked;
