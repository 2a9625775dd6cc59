/** Tests of the callers without a browser. */
@NullMarked
package org.esmap.ai.web.callers;

import org.jspecify.annotations.NullMarked;
