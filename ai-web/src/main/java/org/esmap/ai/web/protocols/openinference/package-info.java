/**
 * The Open Inference Protocol, version 2, over REST, with its binary tensor extension. Text models take and give texts,
 * labels and spans by name. Translates only.
 */
@NullMarked
package org.esmap.ai.web.protocols.openinference;

import org.jspecify.annotations.NullMarked;
