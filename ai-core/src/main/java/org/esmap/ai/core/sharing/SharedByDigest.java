package org.esmap.ai.core.sharing;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Things made from files, one for each content however many hold it. Thread-safe; making is serial. */
public final class SharedByDigest<T extends AutoCloseable> {
    private final Map<String, Shared<T>> byDigest = new HashMap<>();

    /**
     * A hold on the thing made from a file.
     *
     * @param sha256 digest of the file's content
     * @param make   makes the thing where nobody holds it
     */
    public synchronized Hold<T> open(String sha256, Supplier<T> make) {
        byDigest.values().removeIf(Shared::closed);
        Shared<T> shared = byDigest.get(sha256);
        if (shared == null || !shared.enter()) {
            shared = new Shared<>(make.get());
            byDigest.put(sha256, shared);
        }
        return new Hold<>(shared);
    }

    /** How many things are held by anyone. */
    public synchronized int held() {
        byDigest.values().removeIf(Shared::closed);
        return byDigest.size();
    }
}
