/** Tests of the assembled server over HTTP, on ports and data of their own. Sees routes, no class of the platform. */
@NullMarked
package org.esmap.ai.server.system;

import org.jspecify.annotations.NullMarked;
