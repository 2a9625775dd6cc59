/** Users that others know: a directory over LDAP, an OpenID Connect provider, bearer tokens. Each with a server of its own. */
@NullMarked
package org.esmap.ai.server.identity;

import org.jspecify.annotations.NullMarked;
