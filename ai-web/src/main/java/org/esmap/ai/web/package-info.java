/**
 * The JAX-RS application at the root of the server. Each capability has a package below; this one only names the
 * application's path.
 */
@NullMarked
package org.esmap.ai.web;

import org.jspecify.annotations.NullMarked;
