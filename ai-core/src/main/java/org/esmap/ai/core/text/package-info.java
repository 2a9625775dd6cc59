/**
 * The structure of running text: lines to blocks, blocks to sentences, with places in the caller's own string as UTF-16
 * code units, end exclusive. Knows English abbreviations. What a grammar
 * reads may be plainer than the text; its places are always those of the text.
 */
@NullMarked
package org.esmap.ai.core.text;

import org.jspecify.annotations.NullMarked;
