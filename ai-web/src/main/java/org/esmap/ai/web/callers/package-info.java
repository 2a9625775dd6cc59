/**
 * Who calls: takes API keys for credentials, slows down who guesses passwords, refuses what other sites send by a browser,
 * and names the caller of a request for the audit trail. Whether a password or token is right is the container's business.
 */
@NullMarked
package org.esmap.ai.web.callers;

import org.jspecify.annotations.NullMarked;
