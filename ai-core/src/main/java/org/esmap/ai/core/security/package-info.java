/** Who calls and what they may do. Knows the roles, not how a caller proves who they are. */
@NullMarked
package org.esmap.ai.core.security;

import org.jspecify.annotations.NullMarked;
