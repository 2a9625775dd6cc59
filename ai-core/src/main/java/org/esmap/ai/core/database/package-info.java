/**
 * The one way to the database: transactions, migrations, and what its failures mean. Knows no table; each package maps
 * its own. A database that is out of reach is a clear refusal, never a hang.
 */
@NullMarked
package org.esmap.ai.core.database;

import org.jspecify.annotations.NullMarked;
