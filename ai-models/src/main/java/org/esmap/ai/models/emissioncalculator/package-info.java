/**
 * Calculates greenhouse gas emissions of activities: reads the activities, chooses one cited factor for each from a
 * versioned factor set, multiplies in decimal arithmetic, and shows every step. Responsible for being exact: it refuses
 * what it would have to guess (a region, a year, a calorific basis, another GWP set) and has no substitute answer.
 */
@NullMarked
package org.esmap.ai.models.emissioncalculator;

import org.jspecify.annotations.NullMarked;
