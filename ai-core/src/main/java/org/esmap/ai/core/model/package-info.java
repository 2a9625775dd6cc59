/**
 * The port between the platform and its models: what a model is ({@link org.esmap.ai.core.model.Model}), what a version
 * of it is made of ({@link org.esmap.ai.core.model.Bundle}), what goes in
 * ({@link org.esmap.ai.core.model.Query}) and what comes out ({@link org.esmap.ai.core.model.Prediction}). Knows no
 * model, no HTTP and no database.
 */
@NullMarked
package org.esmap.ai.core.model;

import org.jspecify.annotations.NullMarked;
