package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much energy a fuel holds.
 *
 * @param net          net calorific value in TJ/Gg, that is MJ/kg, with its 95 % limits; null where none is known
 * @param netPerGross  net over gross calorific value; null where none is known
 * @param states       in which the fuel is metered by volume; empty where that is not known
 */
record CalorificValue(@Nullable GasFactor net, @Nullable BigDecimal netPerGross, List<State> states) {
    static CalorificValue of(Row row) {
        GasFactor net = row.optional("ncv").map(cell -> row.limited("ncv")).orElse(null);
        row.requireIn("ncv", net == null || net.value().signum() > 0, "above 0");
        BigDecimal netPerGross = row.decimal("netPerGross").orElse(null);
        row.requireIn(
                "netPerGross",
                netPerGross == null || netPerGross.signum() > 0 && netPerGross.compareTo(BigDecimal.ONE) <= 0,
                "above 0 and at most 1");
        List<State> states = row.list("state").stream().map(State::of).toList();
        return new CalorificValue(net, netPerGross, states);
    }

    /** How a fuel is metered by volume, and how much energy it then holds, net or gross. */
    enum State {
        /** From blast furnace gas (2.4 MJ/m3) to butane (122). */
        GAS(1, 200),
        /** From black liquor (16,000 MJ/m3) to bitumen (42,000). */
        LIQUID(10_000, 60_000),
        /** From loose waste or straw to petroleum coke. */
        SOLID(500, 60_000);

        private final BigDecimal least;
        private final BigDecimal most;

        State(long least, long most) {
            this.least = BigDecimal.valueOf(least);
            this.most = BigDecimal.valueOf(most);
        }

        private static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        boolean holds(BigDecimal megajoules) {
            return megajoules.compareTo(least) >= 0 && megajoules.compareTo(most) <= 0;
        }

        @Override
        public String toString() {
            return least + " to " + most + " MJ/m3 as a " + name().toLowerCase(Locale.ROOT);
        }
    }
}
