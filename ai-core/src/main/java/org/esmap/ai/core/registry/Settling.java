package org.esmap.ai.core.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Golden;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Query;

/**
 * Which live versions requests ask behind the fault tolerance of their models. Thread-safe.
 *
 * <p>A circuit that the version before has opened does not close by time: the next call tries it, and while that one runs, and
 * again if it fails, all others are refused. So a version that replaces another is settled once it has answered golden
 * cases there, as many in a row as a circuit breaker looks back on.
 */
final class Settling {
    private static final Logger LOG = System.getLogger(Settling.class.getName());
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** By then what still ran of the version before has told the circuit breaker how it ended. */
    private static final Duration REST = Duration.ofMinutes(1);

    /** The default of MicroProfile Fault Tolerance for {@code requestVolumeThreshold}. */
    private static final int LOOKED_BACK_ON = 20;

    private final Map<ModelId, Place> places = new ConcurrentHashMap<>();
    private final Set<ModelId> underWay = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanoTime;

    Settling(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Place(LoadedVersion live, long since, boolean settled) {
        Place asSettled() {
            return new Place(live, since, true);
        }
    }

    /** To be told before requests reach {@code live}; {@code first} where no other was live before. */
    void becomesLive(LoadedVersion live, boolean first) {
        places.put(live.manifest().id(), new Place(live, nanoTime.getAsLong(), first));
    }

    boolean settled(LoadedVersion version) {
        Place place = places.get(version.manifest().id());
        return place != null && place.live() == version && place.settled();
    }

    boolean due(ModelId id) {
        Place place = places.get(id);
        return place != null
                && !place.settled()
                && nanoTime.getAsLong() - place.since() > REST.toNanos()
                && !underWay.contains(id);
    }

    void settle(ModelId id) {
        if (!due(id) || !underWay.add(id)) {
            return;
        }
        try {
            Place place = places.get(id);
            if (place != null && answers(place.live()) && places.replace(id, place, place.asSettled())) {
                LOG.log(
                        Level.INFO,
                        "{0} {1} answers behind its circuit breaker",
                        id,
                        place.live().manifest().version());
            }
        } finally {
            underWay.remove(id);
        }
    }

    private static boolean answers(LoadedVersion version) {
        if (!version.enter()) {
            return false;
        }
        try {
            List<Golden.Case> cases = version.golden().stream()
                    .filter(golden -> golden.error() == null)
                    .toList();
            for (int i = 0; i < LOOKED_BACK_ON && !cases.isEmpty(); i++) {
                if (!answersBehindFaultTolerance(version, cases.get(i % cases.size()))) {
                    return false;
                }
            }
            return true;
        } finally {
            version.leave();
        }
    }

    /** Asks as requests do; whether the version itself answered. */
    static boolean answersBehindFaultTolerance(LoadedVersion version, Golden.Case golden) {
        try {
            return !version.model().predict(version.predictor(), query(golden)).substitute();
        } catch (RuntimeException | StackOverflowError failure) {
            LOG.log(Level.DEBUG, "No answer behind fault tolerance: a fault, a time-out or an open circuit", failure);
            return false;
        }
    }

    /** A golden case with more time than it needs. */
    static Query query(Golden.Case golden) {
        return new Query(golden.input(), golden.parametersOrEmpty(), Deadline.after(LIMIT));
    }
}
