/**
 * The assembled server seen from outside: where it lies, how it is started and stopped, where it listens. Knows its
 * start command and its HTTP contract, no class of the platform.
 */
@NullMarked
package org.esmap.ai.server;

import org.jspecify.annotations.NullMarked;
