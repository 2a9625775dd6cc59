/**
 * renewable-forecast: power of a solar or wind plant from weather, as quantiles for every interval. Published physics
 * first (sun, sky, module, inverter; shear, density, power curve), then a learned quantile correction in ONNX Runtime,
 * then what the plant's own history teaches. Refuses weather that is incomplete or impossible; makes no weather forecast
 * of its own.
 */
@NullMarked
package org.esmap.ai.models.renewableforecast;

import org.jspecify.annotations.NullMarked;
