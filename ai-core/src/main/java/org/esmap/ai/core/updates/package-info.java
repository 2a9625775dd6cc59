/**
 * How versions come to be live, and make way again: at start, from the bundles inside the application; later, by operators'
 * imports, promotions and rollbacks, by schedule, or by a watch that finds one bad. Decides and drives; the versions, the
 * registry and the store do.
 */
@NullMarked
package org.esmap.ai.core.updates;

import org.jspecify.annotations.NullMarked;
