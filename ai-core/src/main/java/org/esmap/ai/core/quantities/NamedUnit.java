package org.esmap.ai.core.quantities;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import org.jspecify.annotations.Nullable;

/**
 * A unit that was read, with the name of what it measures. Immutable and thread-safe; equal by symbol.
 */
public final class NamedUnit {
    private final String symbol;
    private final Naming naming;
    private final List<String> substances;
    private final @Nullable String caution;
    private final Unit<?> unit;
    private final UnitConverter toSi;
    private final @Nullable Ratio scale;

    NamedUnit(String symbol, Naming naming, List<String> substances, @Nullable String caution, Unit<?> unit) {
        this.symbol = requireNonNull(symbol, "symbol is null");
        this.naming = requireNonNull(naming, "naming is null");
        this.substances = List.copyOf(substances);
        this.caution = caution;
        this.unit = requireNonNull(unit, "unit is null");
        this.toSi = converter(unit, unit.getSystemUnit());
        this.scale = toSi.isLinear() ? Ratio.of(toSi.convert(BigDecimal.ONE)) : null;
    }

    /** What a unit measures: the words, the coherent SI unit and the key under which units can be converted. */
    record Naming(String quantity, String siSymbol, String dimension) {}

    /** The unit in one spelling, such as {@code MWh}, {@code tCO2e} or {@code USD/MWh}. */
    public String symbol() {
        return symbol;
    }

    /** What is measured, such as {@code energy}, {@code emission intensity of energy} or {@code price of energy}. */
    public String quantity() {
        return naming.quantity();
    }

    /** The coherent SI unit, such as {@code J}, {@code kg/J} or {@code USD/J}. */
    public String siSymbol() {
        return naming.siSymbol();
    }

    /** What the unit is of, such as {@code CO2e}; in reading order, empty where nothing was said. */
    public List<String> substances() {
        return substances;
    }

    /** Why the words have more than one meaning and which was taken; null where they have one. */
    public @Nullable String caution() {
        return caution;
    }

    /** Whether none of it is something in SI, as 0 °C is: a scale, whose figures are not multiples of it. */
    public boolean hasOffset() {
        return scale == null;
    }

    /** The dimensional value in the coherent SI unit, rounded to 34 digits only where the decimal does not end. */
    public BigDecimal toSi(BigDecimal value) {
        return scale == null ? new BigDecimal(toSi.convert(value).toString()) : scale.times(value);
    }

    /** Whether a value in this unit can be said in {@code other}: same dimension, and not two different substances. */
    public boolean convertsTo(NamedUnit other) {
        return naming.dimension().equals(other.naming.dimension())
                && (substances.isEmpty() || other.substances.isEmpty() || substances.equals(other.substances));
    }

    /**
     * The value in {@code other}, rounded to 34 digits only where the decimal does not end.
     *
     * @throws IllegalArgumentException where {@link #convertsTo} is false
     */
    public BigDecimal convert(BigDecimal value, NamedUnit other) {
        if (!convertsTo(other)) {
            throw new IllegalArgumentException("Cannot convert " + symbol + " (" + quantity() + ") to " + other.symbol
                    + " (" + other.quantity() + ")");
        }
        return scale == null || other.scale == null
                ? new BigDecimal(converter(unit, other.unit).convert(value).toString())
                : scale.dividedBy(other.scale).times(value);
    }

    String dimension() {
        return naming.dimension();
    }

    private static UnitConverter converter(Unit<?> from, Unit<?> to) {
        try {
            return from.getConverterToAny(to);
        } catch (IncommensurableException e) {
            throw new IllegalStateException(from + " and " + to + " were said to convert", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamedUnit that && symbol.equals(that.symbol);
    }

    @Override
    public int hashCode() {
        return symbol.hashCode();
    }

    @Override
    public String toString() {
        return symbol;
    }
}
