/** What every model must keep: the contract, checked through its own golden cases. */
@NullMarked
package org.esmap.ai.models;

import org.jspecify.annotations.NullMarked;
