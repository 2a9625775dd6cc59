package org.esmap.ai.models.renewableforecast;

/**
 * The plant's place and size.
 *
 * @param lat        degrees north
 * @param lon        degrees east
 * @param elevationM above sea level
 * @param capacityKw most power that leaves the plant
 */
record Site(double lat, double lon, double elevationM, double capacityKw) {}
