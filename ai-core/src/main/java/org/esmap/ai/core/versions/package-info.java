/**
 * The versions of each model and who is deployed: their states, who may follow whom, and what was live when. Keeps it in
 * the database and decides races there. Opens no model and switches no traffic: {@code updates} drives, the registry
 * switches.
 */
@NullMarked
package org.esmap.ai.core.versions;

import org.jspecify.annotations.NullMarked;
