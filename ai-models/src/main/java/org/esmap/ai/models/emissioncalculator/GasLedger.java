package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Emissions by gas. The parts add up to {@code total}.
 *
 * @param total    kg CO2e of everything but biogenic carbon dioxide
 * @param fluorinated gases that hold fluorine
 * @param other    gases that hold chlorine or bromine alone
 * @param unsplit  kg CO2e that the source does not split into gases
 * @param rounding kg CO2e by which a published total differs from its published gases
 * @param biogenic kg of biogenic carbon dioxide, in no total; null where it is unknown
 */
record GasLedger(
        BigDecimal total,
        Gas co2,
        Gas ch4,
        Gas n2o,
        Gas fluorinated,
        Gas other,
        BigDecimal unsplit,
        BigDecimal rounding,
        @Nullable BigDecimal biogenic) {
    /** What a factor can be of. */
    static final Set<String> GASES = Set.of("CO2e", "CO2", "CH4", "N2O");

    /** The gases with a GWP that hold chlorine or bromine but no fluorine. */
    static final Set<String> WITHOUT_FLUORINE = Set.of("CCl4", "CH3CCl3", "CH3Br", "CHCl3", "CH2Cl2", "CH3Cl");

    static final GasLedger EMPTY = unsplit(BigDecimal.ZERO);

    /** Mass of a gas and what it weighs in CO2e, both kg. */
    record Gas(BigDecimal kg, BigDecimal co2eKg) {
        static final Gas NONE = new Gas(BigDecimal.ZERO, BigDecimal.ZERO);

        Gas plus(Gas more) {
            return new Gas(Decimals.plus(kg, more.kg), Decimals.plus(co2eKg, more.co2eKg));
        }

        Gas minus(Gas less) {
            return new Gas(kg.subtract(less.kg, Decimals.CONTEXT), co2eKg.subtract(less.co2eKg, Decimals.CONTEXT));
        }

        Gas times(BigDecimal amount) {
            return new Gas(Decimals.times(kg, amount), Decimals.times(co2eKg, amount));
        }
    }

    /** Gases whose sum may differ by rounding from a total that was published with them. */
    static GasLedger split(BigDecimal total, Gas co2, Gas ch4, Gas n2o) {
        BigDecimal sum = Decimals.plus(Decimals.plus(co2.co2eKg, ch4.co2eKg), n2o.co2eKg);
        return new GasLedger(
                total,
                co2,
                ch4,
                n2o,
                Gas.NONE,
                Gas.NONE,
                BigDecimal.ZERO,
                total.subtract(sum, Decimals.CONTEXT),
                BigDecimal.ZERO);
    }

    static GasLedger unsplit(BigDecimal total) {
        return new GasLedger(
                total, Gas.NONE, Gas.NONE, Gas.NONE, Gas.NONE, Gas.NONE, total, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** One gas that escapes as it is. */
    static GasLedger of(String species, Gas gas) {
        boolean fluorinated = !Set.of("CO2", "CH4", "N2O").contains(species) && !WITHOUT_FLUORINE.contains(species);
        return new GasLedger(
                gas.co2eKg,
                species.equals("CO2") ? gas : Gas.NONE,
                species.equals("CH4") ? gas : Gas.NONE,
                species.equals("N2O") ? gas : Gas.NONE,
                fluorinated ? gas : Gas.NONE,
                WITHOUT_FLUORINE.contains(species) ? gas : Gas.NONE,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    GasLedger withBiogenic(@Nullable BigDecimal kg) {
        return new GasLedger(total, co2, ch4, n2o, fluorinated, other, unsplit, rounding, kg);
    }

    /** Nothing emits nothing, also of what is unknown. */
    GasLedger times(BigDecimal amount) {
        BigDecimal perUnit = amount.signum() == 0 ? BigDecimal.ZERO : biogenic;
        return new GasLedger(
                Decimals.times(total, amount),
                co2.times(amount),
                ch4.times(amount),
                n2o.times(amount),
                fluorinated.times(amount),
                other.times(amount),
                Decimals.times(unsplit, amount),
                Decimals.times(rounding, amount),
                perUnit == null ? null : Decimals.times(perUnit, amount));
    }

    /** The sum; what is unknown of one is unknown of it. */
    GasLedger plus(GasLedger more) {
        return new GasLedger(
                Decimals.plus(total, more.total),
                co2.plus(more.co2),
                ch4.plus(more.ch4),
                n2o.plus(more.n2o),
                fluorinated.plus(more.fluorinated),
                other.plus(more.other),
                Decimals.plus(unsplit, more.unsplit),
                Decimals.plus(rounding, more.rounding),
                biogenic == null || more.biogenic == null ? null : Decimals.plus(biogenic, more.biogenic));
    }
}
