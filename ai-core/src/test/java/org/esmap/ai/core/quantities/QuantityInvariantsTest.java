package org.esmap.ai.core.quantities;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any text. */
class QuantityInvariantsTest {
    @ParameterizedTest
    @ValueSource(strings = {"9", "999,", "999 ", "999."})
    void findsNoNumberThatADoubleCannotHold(String digits) {
        assertThat(Found.in("It saves " + digits.repeat(400) + "9 tonnes of CO2."))
                .allMatch(found -> Double.isFinite(found.normalized().value().doubleValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.", "1,111.", "1,11,111.", ".", "EUR 1."})
    void takesNoRowOfDigitsForDecimals(String begins) {
        assertThat(Found.in("It saves " + begins + "1".repeat(1_500) + " GW."))
                .allMatch(found -> found.normalized().value().precision() < 60);
        assertThat(Found.in("It saves " + begins + "1".repeat(41) + " GW."))
                .allMatch(found -> found.kind() == Kind.COUNT);
    }

    @Property(tries = 1000)
    void whatIsFoundIsInOrderAndNeverOverlaps(@ForAll("texts") String text) {
        int last = 0;
        for (FoundQuantity found : Found.in(text)) {
            assertThat(found.start()).isGreaterThanOrEqualTo(last);
            assertThat(found.end()).isGreaterThan(found.start()).isLessThanOrEqualTo(text.length());
            assertThat(found.in(text).strip()).isEqualTo(found.in(text));
            last = found.end();
        }
    }

    @Test
    void takesTimeInProportionToTheText() {
        for (String hard : List.of("1,", "1-", "one ", "$", "1 to ", "9", "2024-", "1 m/s/", "1 t of ", "-", "(1,")) {
            assertThat(millisecondsToFind(hard.repeat(20_000 / hard.length())))
                    .as(hard)
                    .isLessThan(3_000);
        }
        assertThat(millisecondsToFind("12 400" + "/400".repeat(5_000))).isLessThan(3_000);
    }

    private static long millisecondsToFind(String text) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Found.in(text);
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000;
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "5", "1,200", "0.5", " ", " ", "-", "–", "to", "and", "between", "MW", "GWh", "per", "a", "year", "/",
                "$", "€", "million", "tonnes", "of", "CO2", "%", "°C", "2030", "May", "Q1", "(", ")", ".", ",", "one",
                "hundred", "USD", "R", "😀", "±", "×", "10", "x", "\n", "the", "in", "e5");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(25).map(parts -> String.join("", parts)),
                pieces.list().ofMaxSize(25).map(parts -> String.join(" ", parts)),
                Arbitraries.strings().ofMaxLength(60));
    }
}
