/**
 * Who may call what. On the loopback address inference and the catalogue are open, to requests that are sent to this
 * machine by name or address; bound elsewhere every route asks for a caller with a role. Administrative routes always do,
 * by {@code @RolesAllowed}. Who a caller is, the container says.
 */
@NullMarked
package org.esmap.ai.web.security;

import org.jspecify.annotations.NullMarked;
