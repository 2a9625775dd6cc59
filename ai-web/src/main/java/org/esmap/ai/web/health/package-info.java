/**
 * Started, ready, live, for whoever watches the server (MicroProfile Health). Live never depends on a model or a
 * database; ready asks only whether the models can answer.
 */
@NullMarked
package org.esmap.ai.web.health;

import org.jspecify.annotations.NullMarked;
