/** Tests of the assembled server on a database other than its embedded one. */
@NullMarked
package org.esmap.ai.server.database;

import org.jspecify.annotations.NullMarked;
