package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.measure.Unit;
import org.esmap.ai.core.quantities.Terms.Substance;
import org.esmap.ai.core.quantities.Terms.Term;
import org.esmap.ai.core.quantities.UnitText.Parsed;
import org.jspecify.annotations.Nullable;
import tech.units.indriya.AbstractUnit;

/** One step of a reading: a unit with its power, a substance, or a plain number below a slash. */
record UnitPiece(
        @Nullable Term term,
        int power,
        @Nullable Substance substance,
        @Nullable BigDecimal number) {
    static UnitPiece of(Term term, int power) {
        return new UnitPiece(term, power, null, null);
    }

    static UnitPiece of(Substance substance, int power) {
        return new UnitPiece(null, power, substance, null);
    }

    /** Whether this only says again that what {@code before} names is emitted: CO2e of greenhouse gases. */
    boolean repeats(UnitPiece before) {
        return substance != null
                && substance.name().equals("GHG")
                && before.substance != null
                && before.substance.greenhouseGas();
    }

    /** Whether a scale with an offset is multiplied, of which there are no multiples: °C·d, kWh/°C, million °C. */
    static boolean multiplyAnOffset(List<UnitPiece> pieces) {
        List<UnitPiece> factors =
                pieces.stream().filter(piece -> piece.substance == null).toList();
        return factors.stream().anyMatch(piece -> piece.term != null && piece.term.offset())
                && (factors.size() > 1 || factors.get(0).power != 1);
    }

    /** The unit that the steps come to, with the one spelling of it. */
    static Parsed join(List<UnitPiece> pieces) {
        Unit<?> unit = AbstractUnit.ONE;
        Set<Substance> substances = new LinkedHashSet<>();
        List<Term> used = new ArrayList<>();
        for (UnitPiece piece : pieces) {
            if (piece.term != null) {
                used.add(piece.term);
                unit = used.size() == 1 && piece.power == 1
                        ? piece.term.unit()
                        : unit.multiply(raised(piece.term.unit(), piece.power));
            }
            if (piece.substance != null) {
                substances.add(piece.substance);
            }
            if (piece.number != null) {
                unit = unit.divide(Ratio.of(piece.number).toRational());
            }
        }
        String caution = used.stream()
                .filter(term -> term.caution() != null)
                .map(term -> term.symbol() + ": " + term.caution())
                .distinct()
                .collect(Collectors.joining("; "));
        return new Parsed(symbol(pieces), unit, substances, caution.isEmpty() ? null : caution, used);
    }

    private static Unit<?> raised(Unit<?> unit, int power) {
        return power == 1 ? unit : unit.pow(power);
    }

    private static String symbol(List<UnitPiece> pieces) {
        StringBuilder symbol = new StringBuilder();
        UnitPiece before = null;
        for (UnitPiece piece : pieces) {
            if (before != null) {
                symbol.append(joint(before, piece));
            }
            if (piece.term != null) {
                int shown = piece.power == -1 && before != null ? 1 : piece.power;
                symbol.append(piece.term.symbol()).append(shown == 1 ? "" : "^" + shown);
            } else if (piece.substance != null) {
                symbol.append(piece.substance.name());
            } else if (piece.number != null) {
                symbol.append(piece.number.toPlainString());
            }
            before = piece;
        }
        return symbol.toString();
    }

    private static String joint(UnitPiece before, UnitPiece piece) {
        if (piece.substance != null) {
            return before.term != null && before.term.mass() ? "" : " ";
        }
        if (before.number != null) {
            return " ";
        }
        if (piece.power == -1) {
            return "/";
        }
        return before.term != null && before.term.multiplier() ? " " : "·";
    }
}
