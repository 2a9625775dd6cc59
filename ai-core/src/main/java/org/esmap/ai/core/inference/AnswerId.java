package org.esmap.ai.core.inference;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes UUIDs of version 7 (RFC 9562 section 5.7): ordered by time, so that the log's index grows at one end. */
public final class AnswerId {
    private AnswerId() {}

    /** A new id. */
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000L | random.nextLong() & 0x0fffL;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** When an id was made, in milliseconds since 1970 by the clock of the node that made it; 0 for what is no such id. */
    public static long madeAt(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.version() == 7 ? uuid.getMostSignificantBits() >>> 16 : 0;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
