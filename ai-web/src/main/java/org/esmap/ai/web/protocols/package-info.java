/**
 * Other clients' protocols, each a thin translation over the same chain: no adapter knows a model, none has a way in of
 * its own.
 */
@NullMarked
package org.esmap.ai.web.protocols;

import org.jspecify.annotations.NullMarked;
