/**
 * The life of versions over HTTP: import, validate, promote, roll back, schedule, and what there is to see of it. Decides
 * nothing: it reads requests, asks the core, and writes answers.
 */
@NullMarked
package org.esmap.ai.web.lifecycle;

import org.jspecify.annotations.NullMarked;
