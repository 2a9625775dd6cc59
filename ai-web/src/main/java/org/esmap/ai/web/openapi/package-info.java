/**
 * The API's description: completes what the container reads from the resources with what the models' bundles say, so
 * that every example works when posted. Names no model.
 */
@NullMarked
package org.esmap.ai.web.openapi;

import org.jspecify.annotations.NullMarked;
