/** What is served: the models, their cards and their versions, read only. Changes nothing. */
@NullMarked
package org.esmap.ai.web.catalogue;

import org.jspecify.annotations.NullMarked;
