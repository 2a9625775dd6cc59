/**
 * energy-summarizer: the sentences of a text that say most of it, in its own words and order. Extractive: sentence
 * embeddings give salience and redundancy. Where the encoder cannot answer, the leading sentences stand in.
 */
@NullMarked
package org.esmap.ai.models.energysummarizer;

import org.jspecify.annotations.NullMarked;
