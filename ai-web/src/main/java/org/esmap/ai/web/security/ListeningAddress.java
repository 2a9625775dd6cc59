package org.esmap.ai.web.security;

import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Where the server listens: {@code ai.host} of MicroProfile Config, by default {@code localhost}.
 *
 * @param host a name or an address as the server's configuration has it
 */
record ListeningAddress(String host) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    static ListeningAddress of(Config config) {
        return new ListeningAddress(
                config.getOptionalValue("ai.host", String.class).orElse("localhost"));
    }

    /** Whether only this machine can reach the server. A name other than {@code localhost} is taken for another's. */
    boolean loopback() {
        return LOOPBACK.matcher(host.trim().toLowerCase(Locale.ROOT)).matches();
    }
}
