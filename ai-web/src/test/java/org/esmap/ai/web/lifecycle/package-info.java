/** Tests of the lifecycle's routes without a server. */
@NullMarked
package org.esmap.ai.web.lifecycle;

import org.jspecify.annotations.NullMarked;
