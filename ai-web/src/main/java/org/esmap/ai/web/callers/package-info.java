/**
 * Who calls: takes API keys for credentials and names the caller of a request for the audit trail. Passwords and tokens are
 * the container's business.
 */
@NullMarked
package org.esmap.ai.web.callers;

import org.jspecify.annotations.NullMarked;
