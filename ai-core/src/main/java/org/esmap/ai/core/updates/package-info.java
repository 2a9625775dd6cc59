/**
 * How versions come to be live: at start, from the bundles inside the application; later, by schedule. Decides and
 * drives; the versions, the registry and the store do.
 */
@NullMarked
package org.esmap.ai.core.updates;

import org.jspecify.annotations.NullMarked;
