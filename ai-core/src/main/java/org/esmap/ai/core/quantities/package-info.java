/**
 * Reads units as people in energy and climate write them ({@code MWh}, {@code MMBtu}, {@code tonnes of CO2},
 * {@code gCO2/kWh}, {@code $/t}) and converts between them without loss. Responsible for words, dimensions and decimal
 * conversion. Refuses to guess: a word with several meanings carries a caution, and what is not in the table is not
 * read. Knows no heating values, no exchange rates and no densities; whoever needs one brings it with its source.
 */
@NullMarked
package org.esmap.ai.core.quantities;

import org.jspecify.annotations.NullMarked;
