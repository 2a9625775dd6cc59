/**
 * The content-addressed store on disk: files by their SHA-256, bundles by the digest of their manifest. Verifies at every
 * opening; refuses what does not match. Knows no database and does not interpret artefacts.
 */
@NullMarked
package org.esmap.ai.core.artefacts;

import org.jspecify.annotations.NullMarked;
