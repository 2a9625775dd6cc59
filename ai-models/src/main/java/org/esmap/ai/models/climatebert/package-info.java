/**
 * climate-bert: what a text on climate and energy is about, whether it speaks of opportunity or risk, and whether it
 * states a target. A fine-tuned encoder with four heads on one pass; a small lexicon stands in when it cannot answer.
 */
@NullMarked
package org.esmap.ai.models.climatebert;

import org.jspecify.annotations.NullMarked;
