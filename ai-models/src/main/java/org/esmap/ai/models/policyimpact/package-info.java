/**
 * policy-impact: which sectors and instruments a policy text is about, what it states (targets, prices, dates, with
 * modality, negation and conditions), and which way it pushes what matters. Sectors and instruments come from a
 * fine-tuned classifier; impacts come from the text's own clauses, each with its quote, and carry a size only where a
 * study, the text or plain arithmetic gives one.
 */
@NullMarked
package org.esmap.ai.models.policyimpact;

import org.jspecify.annotations.NullMarked;
