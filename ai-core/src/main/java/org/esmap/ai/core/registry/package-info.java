/**
 * Which models there are and which version of each answers: discovers the model beans, opens and warms versions, and
 * switches traffic between them in one step. Knows no database: whoever decides what is live tells it.
 */
@NullMarked
package org.esmap.ai.core.registry;

import org.jspecify.annotations.NullMarked;
