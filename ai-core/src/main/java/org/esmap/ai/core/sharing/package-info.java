/**
 * What several use at once and nobody may close under them: native sessions, tokenizers. Knows neither what they are nor
 * what they are for.
 */
@NullMarked
package org.esmap.ai.core.sharing;

import org.jspecify.annotations.NullMarked;
