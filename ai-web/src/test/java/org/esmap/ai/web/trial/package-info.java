/** The chain with two models that answer by arithmetic, for tests. */
@NullMarked
package org.esmap.ai.web.trial;

import org.jspecify.annotations.NullMarked;
