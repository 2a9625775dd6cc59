/**
 * Answers that need not be computed again: JCache with Ehcache through the JSR-107 annotations, a cache for each model.
 * Keeps full answers only; losing a cache costs time and nothing else. Does not compute.
 */
@NullMarked
package org.esmap.ai.core.caching;

import org.jspecify.annotations.NullMarked;
