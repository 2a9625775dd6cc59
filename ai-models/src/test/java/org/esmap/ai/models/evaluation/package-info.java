/**
 * Measures the shipped bundles in ONNX Runtime Java, on the project's own test sentences always and on public sets where
 * they are there, and writes {@code target/evaluation/<model>.md}. Run by its tag, {@code evaluate}; no part of the build.
 */
@NullMarked
package org.esmap.ai.models.evaluation;

import org.jspecify.annotations.NullMarked;
