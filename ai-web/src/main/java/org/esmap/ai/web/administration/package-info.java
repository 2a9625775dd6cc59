/** The audit trail and the API keys, for those who may see and change them. */
@NullMarked
package org.esmap.ai.web.administration;

import org.jspecify.annotations.NullMarked;
