/** Tests of the web module over the real chain, with two small models of their own. No server. */
@NullMarked
package org.esmap.ai.web;

import org.jspecify.annotations.NullMarked;
