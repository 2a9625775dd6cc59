/**
 * In which language a text is written, so that a model never answers with confidence in one it was not made for. Flags
 * with a clear margin only: a wrong flag on a short text of names costs more than a missed one. Refuses to translate,
 * and to decide what a model does about it.
 */
@NullMarked
package org.esmap.ai.core.language;

import org.jspecify.annotations.NullMarked;
