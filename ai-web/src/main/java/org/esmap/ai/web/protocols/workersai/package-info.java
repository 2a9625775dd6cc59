/** The REST form of Cloudflare Workers AI: {@code POST /ai/run/{model}}. Translates only. */
@NullMarked
package org.esmap.ai.web.protocols.workersai;

import org.jspecify.annotations.NullMarked;
