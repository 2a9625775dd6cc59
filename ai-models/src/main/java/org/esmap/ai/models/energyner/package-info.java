/**
 * energy-ner: organisations, places, people and technologies by a fine-tuned token classifier; quantities, money and
 * dates by the grammar of {@code core.quantities}, normalised. A gazetteer stands in where the classifier cannot answer.
 */
@NullMarked
package org.esmap.ai.models.energyner;

import org.jspecify.annotations.NullMarked;
