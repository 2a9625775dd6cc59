package org.esmap.ai.web.inference;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which bodies have lately got an answer that the cache keeps: a hint, which forgets some and takes a few others for known.
 * Thread-safe.
 */
@ApplicationScoped
class AnsweredBodies {
    private static final int PLACES = 1 << 13;

    private final AtomicIntegerArray hashes = new AtomicIntegerArray(PLACES);

    void add(byte[] body) {
        int hash = Arrays.hashCode(body);
        hashes.setPlain(place(hash), hash);
    }

    boolean probablyHas(byte[] body) {
        int hash = Arrays.hashCode(body);
        return hashes.getPlain(place(hash)) == hash;
    }

    private static int place(int hash) {
        return (hash ^ hash >>> 16) & PLACES - 1;
    }
}
