package org.esmap.ai.models.policyimpact;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    record Conflict(String reason, Impact.Evidence first, Impact.Evidence second) {}

    static List<Conflict> of(List<Act> acts, List<Extracted> stated) {
        List<Conflict> conflicts = new ArrayList<>();
        for (int i = 0; i < acts.size(); i++) {
            for (int j = i + 1; j < acts.size(); j++) {
                Act a = acts.get(i);
                Act b = acts.get(j);
                if (a.mechanism().equals(b.mechanism())
                        && a.clause().inForce() != b.clause().inForce()
                        && a.clause() != b.clause()) {
                    conflicts.add(new Conflict(
                            "One clause puts the " + a.mechanism().label()
                                    + " into effect, the other denies it or takes it back.",
                            Impact.Evidence.quote(a.clause()),
                            Impact.Evidence.quote(b.clause())));
                }
            }
        }
        conflicts.addAll(targets(stated));
        return conflicts;
    }

    private static List<Conflict> targets(List<Extracted> stated) {
        List<Conflict> conflicts = new ArrayList<>();
        List<Extracted> targets = stated.stream()
                .filter(e -> e.type() == Extracted.Type.TARGET && e.year() != null && !e.negated() && !e.conditional())
                .toList();
        for (int i = 0; i < targets.size(); i++) {
            for (int j = i + 1; j < targets.size(); j++) {
                Extracted a = targets.get(i);
                Extracted b = targets.get(j);
                boolean same = a.clauseStart() != b.clauseStart()
                        && Objects.equals(a.year(), b.year())
                        && Objects.equals(a.unit(), b.unit())
                        && Objects.equals(a.baseYear(), b.baseYear())
                        && a.baseYear() != null;
                if (same && Objects.requireNonNull(a.value()).compareTo(Objects.requireNonNull(b.value())) != 0) {
                    conflicts.add(new Conflict(
                            "Two targets for " + a.year() + " against " + a.baseYear() + " differ.",
                            Impact.Evidence.quote(a),
                            Impact.Evidence.quote(b)));
                }
            }
        }
        return conflicts;
    }
}
