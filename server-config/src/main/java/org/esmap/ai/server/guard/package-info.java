/**
 * Stands before every web application of the server, the container's own included, as a feature of the server: what the
 * application itself cannot reach. Knows servlets and no class of the platform; what concerns the platform's routes alone
 * is the application's.
 */
@NullMarked
package org.esmap.ai.server.guard;

import org.jspecify.annotations.NullMarked;
