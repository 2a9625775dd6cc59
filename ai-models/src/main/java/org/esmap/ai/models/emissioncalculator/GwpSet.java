package org.esmap.ai.models.emissioncalculator;

/** A set of 100-year global warming potentials, by the IPCC assessment report that published it. */
enum GwpSet {
    AR4,
    AR5,
    AR6
}
