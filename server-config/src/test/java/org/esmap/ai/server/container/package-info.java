/** Tests inside the container: Arquillian deploys the platform's libraries into a server of its own. Sees classes, no HTTP. */
@NullMarked
package org.esmap.ai.server.container;

import org.jspecify.annotations.NullMarked;
