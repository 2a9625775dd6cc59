/**
 * How well and how fast each version answers: the inference log, callers' feedback, live accuracy, drift, performance
 * figures and metrics. Watches what was answered off the request path; changes nothing about it.
 */
@NullMarked
package org.esmap.ai.core.quality;

import org.jspecify.annotations.NullMarked;
