package org.esmap.ai.core.quantities;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;

/** The dictionary: every word for a unit or a substance, with what it means. Filled once, then only read. */
final class Terms {
    /** Letter case is forgiven only from this length on: {@code Kwh} is clear, {@code Nm} and {@code nm} are not. */
    private static final int CASE_MATTERS_BELOW = 3;

    /**
     * One word for a unit; {@code meaning} is equal for units that are the same however they were defined, {@code offset}
     * true where none of it is something, as of °C.
     */
    record Term(
            String symbol,
            Unit<?> unit,
            String meaning,
            boolean offset,
            @Nullable String caution,
            boolean money,
            boolean mass,
            boolean multiplier) {
        Term(String symbol, Unit<?> unit, @Nullable String caution, boolean money, boolean mass, boolean multiplier) {
            this(symbol, unit, Dimensions.meaning(unit), Dimensions.hasOffset(unit), caution, money, mass, multiplier);
        }
    }

    /** One thing that a unit can be of. */
    record Substance(String name, boolean greenhouseGas) {}

    private final Map<String, Term> units = new HashMap<>();
    private final Map<String, Map<String, Term>> unitsByLowerCase = new HashMap<>();
    private final Map<String, Substance> substances = new HashMap<>();

    void put(String word, Term term) {
        Term before = units.putIfAbsent(word, term);
        if (before != null && !before.meaning().equals(term.meaning())) {
            throw new IllegalStateException(
                    "Unit table: '" + word + "' means " + before.symbol() + " and " + term.symbol());
        }
        unitsByLowerCase
                .computeIfAbsent(word.toLowerCase(Locale.ROOT), w -> new HashMap<>())
                .put(word, term);
    }

    void put(String word, Substance substance) {
        substances.put(word, substance);
        substances.putIfAbsent(word.toLowerCase(Locale.ROOT), substance);
    }

    Optional<Term> unit(String word) {
        Term exact = units.get(word);
        return exact != null || word.length() < CASE_MATTERS_BELOW ? Optional.ofNullable(exact) : anyCase(word);
    }

    private Optional<Term> anyCase(String word) {
        Map<String, Term> candidates = unitsByLowerCase.getOrDefault(word.toLowerCase(Locale.ROOT), Map.of());
        Optional<Term> only = agreed(candidates);
        if (only.isPresent() || !Character.isUpperCase(word.charAt(0))) {
            return only;
        }
        Map<String, Term> sameStart = new HashMap<>(candidates);
        sameStart.keySet().removeIf(candidate -> candidate.charAt(0) != word.charAt(0));
        return agreed(sameStart);
    }

    private static Optional<Term> agreed(Map<String, Term> candidates) {
        return candidates.values().stream().map(Term::meaning).distinct().count() == 1
                ? candidates.values().stream().findFirst()
                : Optional.empty();
    }

    Optional<Substance> substance(String word) {
        Substance exact = substances.get(word);
        return exact != null || word.length() < CASE_MATTERS_BELOW
                ? Optional.ofNullable(exact)
                : Optional.ofNullable(substances.get(word.toLowerCase(Locale.ROOT)));
    }
}
