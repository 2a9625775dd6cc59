package org.esmap.ai.models.policyimpact;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.esmap.ai.core.text.PlainText;
import org.esmap.ai.models.policyimpact.Acts.Act;

/** Finds places of a text that contradict each other. */
final class Conflicts {
    private Conflicts() {}

    /**
     * Two places that do not go together.
     *
     * @param reason in one sentence
     * @param first  the earlier one
     * @param second the later one
     */
    record Conflict(String reason, Impact.Evidence first, Impact.Evidence second) {
        /** The same with its quotes as they stand in the original of {@code text}. */
        Conflict in(PlainText text) {
            return new Conflict(reason, first.in(text), second.in(text));
        }
    }

    static List<Conflict> of(List<Act> acts, List<Extracted> stated) {
        List<Conflict> conflicts = new ArrayList<>(between(
                acts,
                Conflicts::contradict,
                (a, b) -> new Conflict(
                        "One clause puts the " + a.mechanism().label()
                                + " into effect, the other denies it or takes it back.",
                        Impact.Evidence.quote(a.clause()),
                        Impact.Evidence.quote(b.clause()))));
        conflicts.addAll(between(
                stated.stream().filter(Conflicts::isTarget).toList(),
                Conflicts::differ,
                (a, b) -> new Conflict(
                        "Two targets for " + a.year() + " against " + a.baseYear() + " differ.",
                        Impact.Evidence.quote(a),
                        Impact.Evidence.quote(b))));
        return conflicts;
    }

    /** Sets each against the last before it that it contradicts: every pair of a long text would be a hundred megabytes. */
    private static <T> List<Conflict> between(
            List<T> stated, BiPredicate<T, T> contradict, BiFunction<T, T, Conflict> conflict) {
        List<Conflict> conflicts = new ArrayList<>();
        for (int later = 1; later < stated.size(); later++) {
            for (int earlier = later - 1; earlier >= 0; earlier--) {
                if (contradict.test(stated.get(earlier), stated.get(later))) {
                    conflicts.add(conflict.apply(stated.get(earlier), stated.get(later)));
                    break;
                }
            }
        }
        return conflicts;
    }

    private static boolean contradict(Act a, Act b) {
        return a.mechanism().equals(b.mechanism())
                && a.clause() != b.clause()
                && (a.stands() != b.stands()
                        || a.reversed() != b.reversed()
                                && a.clause().inForce() != b.clause().inForce());
    }

    private static boolean isTarget(Extracted stated) {
        return stated.type() == Extracted.Type.TARGET
                && stated.year() != null
                && stated.baseYear() != null
                && !stated.negated()
                && !stated.conditional();
    }

    private static boolean differ(Extracted a, Extracted b) {
        return a.clauseStart() != b.clauseStart()
                && Objects.equals(a.year(), b.year())
                && Objects.equals(a.unit(), b.unit())
                && Objects.equals(a.baseYear(), b.baseYear())
                && Objects.requireNonNull(a.value()).compareTo(Objects.requireNonNull(b.value())) != 0;
    }
}
