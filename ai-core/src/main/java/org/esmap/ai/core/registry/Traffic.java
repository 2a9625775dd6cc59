package org.esmap.ai.core.registry;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a model, switched as a whole.
 *
 * @param live      answers
 * @param previous  stays warm so that a rollback takes effect on the next request; null at first
 * @param candidate a version on trial; null where there is none
 * @param trial     how the candidate is tried
 * @param percent   share of requests that a canary answers, 0 to 100
 */
public record Traffic(
        LoadedVersion live,
        @Nullable LoadedVersion previous,
        @Nullable LoadedVersion candidate,
        Trial trial,
        int percent) {
    /** How a candidate is tried. */
    public enum Trial {
        /** There is no candidate. */
        NONE,
        /** The candidate answers a share of the requests. */
        CANARY,
        /** The candidate gets copies of requests; its answers are compared and never returned. */
        SHADOW
    }

    public Traffic {
        Objects.requireNonNull(live, "live is null");
        if ((candidate == null) != (trial == Trial.NONE)) {
            throw new IllegalArgumentException("A candidate and a trial come together");
        }
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be 0 to 100, found " + percent);
        }
    }

    /** Only {@code live}. */
    public static Traffic only(LoadedVersion live) {
        return new Traffic(live, null, null, Trial.NONE, 0);
    }

    /** The version that answers the requests of {@code key}; the same key gets the same version throughout a canary. */
    public LoadedVersion choose(String key) {
        if (trial != Trial.CANARY || candidate == null) {
            return live;
        }
        int bucket = Math.floorMod(mix(key.hashCode()), 100);
        return bucket < percent ? candidate : live;
    }

    /** The version {@code number}, where it is one of those that stay open. */
    public Optional<LoadedVersion> version(Version number) {
        return versions().stream()
                .filter(version -> version.manifest().version().equals(number))
                .findFirst();
    }

    /** Every version that must stay open. */
    public List<LoadedVersion> versions() {
        return Stream.of(live, previous, candidate)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Spreads hash codes of similar strings; the finaliser of MurmurHash3. */
    private static int mix(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
