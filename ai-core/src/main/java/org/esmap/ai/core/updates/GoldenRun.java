package org.esmap.ai.core.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Golden;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.LoadedVersion;

/** Puts cases to a version, past cache and queue, and compares what comes. */
final class GoldenRun {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private GoldenRun() {}

    /** What came of one case: how it differs from what was expected, empty where it does not, and how long it took. */
    record Outcome(Optional<String> difference, long nanos) {
        boolean passed() {
            return difference.isEmpty();
        }
    }

    /** What came of the cases in their order, up to where {@code limit} passed: what it cut off is not told. */
    static List<Outcome> of(LoadedVersion version, List<Golden.Case> cases, Deadline limit) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Golden.Case one : cases) {
            if (limit.passed()) {
                break;
            }
            Outcome outcome = of(version, one, Duration.ofNanos(limit.remainingNanos()));
            if (limit.passed() && !outcome.passed()) {
                break;
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    static Outcome of(LoadedVersion version, Golden.Case one) {
        return of(version, one, PATIENCE);
    }

    private static Outcome of(LoadedVersion version, Golden.Case one, Duration left) {
        Duration patience = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
        Query query = new Query(one.input(), one.parametersOrEmpty(), Deadline.after(patience));
        long start = System.nanoTime();
        try {
            version.check(query);
            JsonNode output = json(version, query);
            Optional<String> difference = one.differs(output);
            if (difference.isEmpty() && !version.outputErrors(output).isEmpty()) {
                difference = Optional.of("the output breaks its schema: "
                        + version.outputErrors(output).get(0));
            }
            return outcome(one, difference, start);
        } catch (AiException refusal) {
            return outcome(one, refused(one, refusal), start);
        } catch (RuntimeException | IOException | StackOverflowError failure) {
            return outcome(one, Optional.of("failed: " + failure), start);
        }
    }

    private static JsonNode json(LoadedVersion version, Query query) throws IOException {
        try {
            Object output = version.predictor().predict(query).output();
            return StrictJson.MAPPER.readTree(StrictJson.MAPPER.writeValueAsBytes(output));
        } catch (JsonProcessingException e) {
            throw new IOException("the output cannot be written as JSON: " + e.getOriginalMessage(), e);
        } catch (AiException refusal) {
            throw refusal.under("/input");
        }
    }

    private static Optional<String> refused(Golden.Case one, AiException refusal) {
        boolean expected = refusal.code().code().equals(one.error())
                && (one.pointer() == null
                        || refusal.errors().stream().anyMatch(e -> e.pointer().equals(one.pointer())));
        return expected ? Optional.empty() : Optional.of("was refused: " + refusal.getMessage());
    }

    private static Outcome outcome(Golden.Case one, Optional<String> difference, long start) {
        return new Outcome(difference.map(text -> "'" + one.name() + "' " + text), System.nanoTime() - start);
    }
}
