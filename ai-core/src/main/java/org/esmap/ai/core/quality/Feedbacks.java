package org.esmap.ai.core.quality;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.LongPredicate;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.AnswerId;
import org.esmap.ai.core.inference.Verdict;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.security.Caller;
import org.jspecify.annotations.Nullable;

/** Takes callers' words on answers. Thread-safe; when a method returns, the word is in the database. */
@ApplicationScoped
public class Feedbacks {
    private static final long WAIT_FOR_LOG_MS = 3_000;
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LAST_PAUSE_MS = 1_600;

    /** Nodes' clocks are within a minute of each other. */
    private static final long FRESH_MS = 60_000 + WAIT_FOR_LOG_MS;

    /** Most callers that wait for a log at a time: ids can be made up, and each wait holds a thread of the container. */
    private static final int MOST_WAITING = 8;

    private static final int LONGEST_EXPECTATION = 4_000;

    private final Registry registry;
    private final Database database;
    private final InferenceLog log;
    private final Event<Verdict> verdicts;
    private final LongPredicate rest;
    private final Semaphore waits = new Semaphore(MOST_WAITING);

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Feedbacks() {
        this(null, null, null, null, null);
    }

    @Inject
    Feedbacks(Registry registry, Database database, InferenceLog log, Event<Verdict> verdicts) {
        this(registry, database, log, verdicts, Feedbacks::rested);
    }

    /** {@code rest} waits so many milliseconds; false where it is interrupted. */
    Feedbacks(Registry registry, Database database, InferenceLog log, Event<Verdict> verdicts, LongPredicate rest) {
        this.registry = registry;
        this.database = database;
        this.log = log;
        this.verdicts = verdicts;
        this.rest = rest;
    }

    /**
     * Keeps a word on the answer {@code inference}; a later one replaces it. Only the first is told to whoever watches
     * versions: saying it again, or the other way round each time, must not weigh more.
     *
     * @param correct  whether the answer was right; null to have it judged by {@code expected}
     * @param expected what the answer should have been; null where {@code correct} says all. A label of the version that
     *                 answered, or of the live one where that is no longer open, if its answers are single labels; else
     *                 kept as it is beside {@code correct}
     * @throws AiException with {@code NOT_FOUND} where the log does not know the answer, {@code INVALID_INPUT} where it
     *     cannot be judged
     */
    public void give(String inference, @Nullable Boolean correct, @Nullable JsonNode expected, Caller caller) {
        LoggedInference about = find(inference);
        boolean right = judge(about, labels(about), correct, expected);
        String kept = expected == null ? null : expected.toString();
        if (kept != null && kept.length() > LONGEST_EXPECTATION) {
            throw AiException.invalid("/expected", "at most " + LONGEST_EXPECTATION + " characters as JSON");
        }
        boolean first = database.call(em -> {
            database.mustLast();
            boolean none = em.find(Feedback.class, inference) == null;
            em.merge(new Feedback(about, right, kept, caller.name()));
            return none;
        });
        if (first) {
            verdicts.fire(new Verdict(about.model(), about.version(), right));
        }
    }

    private List<String> labels(LoggedInference about) {
        while (true) {
            Traffic now = registry.traffic(about.model()).orElse(null);
            if (now == null) {
                return List.of();
            }
            LoadedVersion version = now.version(about.version()).orElse(now.live());
            if (version.enter()) {
                try {
                    return version.predictor().headlines();
                } finally {
                    version.leave();
                }
            }
        }
    }

    /** The node that gave an answer writes the log a moment later: a quick caller waits for it, on whichever node. */
    private LoggedInference find(String inference) {
        LoggedInference found = look(inference);
        if (found == null && settled()) {
            found = look(inference);
        }
        if (found == null && fresh(inference) && waits.tryAcquire()) {
            try {
                found = await(inference);
            } finally {
                waits.release();
            }
        }
        if (found == null) {
            throw new AiException(
                    ErrorCode.NOT_FOUND,
                    "No answer has the id '" + (inference.length() > 64 ? inference.substring(0, 64) : inference)
                            + "'. Feedback is taken for logged answers while the log keeps them.");
        }
        return found;
    }

    private @Nullable LoggedInference await(String inference) {
        LoggedInference found = null;
        for (long pause = FIRST_PAUSE_MS; found == null && pause <= LAST_PAUSE_MS && rest.test(pause); pause *= 2) {
            found = look(inference);
        }
        return found;
    }

    private @Nullable LoggedInference look(String inference) {
        return database.call(em -> em.find(LoggedInference.class, inference));
    }

    private static boolean fresh(String inference) {
        return Math.abs(System.currentTimeMillis() - AnswerId.madeAt(inference)) < FRESH_MS;
    }

    private static boolean rested(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean settled() {
        try {
            return log.settle(WAIT_FOR_LOG_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Whether the answer was right, by what the caller says of it or would have expected.
     *
     * @param labels of which the answer is one; empty where it says more than one label
     */
    static boolean judge(
            LoggedInference about, List<String> labels, @Nullable Boolean correct, @Nullable JsonNode expected) {
        if (correct == null && expected == null) {
            throw AiException.invalid("", "expected a member 'correct' or 'expected'");
        }
        if (expected == null || labels.isEmpty() || about.label() == null) {
            if (correct == null) {
                throw AiException.invalid(
                        "/expected",
                        "answers of " + about.model() + " cannot be judged by this; say whether it was right",
                        "\"correct\": true or false beside it");
            }
            return correct;
        }
        JsonNode word = expected.isObject() ? expected.path("label") : expected;
        if (!labels.contains(word.asText())) {
            throw AiException.invalid(
                    "/expected", "no label of " + about.model() + ": " + abbreviated(word), String.join(", ", labels));
        }
        boolean right = about.label().equals(word.asText());
        if (correct != null && correct != right) {
            throw AiException.invalid(
                    "/correct",
                    "the answer was '" + about.label() + "', expected is '" + word.asText() + "'",
                    "" + right);
        }
        return right;
    }

    private static String abbreviated(JsonNode word) {
        String text = word.toString();
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}
