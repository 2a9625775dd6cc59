package org.esmap.ai.core.quantities;

import static org.assertj.core.api.Assertions.assertThat;

import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits that are parts of names, of other numbers, or no dates. */
class NumbersThatAreNoneTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "See Fig. 3 and Table 12.",
                "COP29 is near.",
                "A Boeing 747 flew.",
                "It is known [12, 13].",
                "H2 and CO2",
                "A320",
                "Some 10-000 ha and 15-000 euros, or 1-050 ha",
                "at 13:20 hrs",
                "in USD2022/MWh",
                "one of them",
                "Directive 2009/28/EC, Regulation (EU) 2018/1999, Decision 406/2009/EC",
                "Law No. 1931/2014",
                "Real Decreto 1186/2020",
                "In Q2 38 outages were seen.",
                "The refrigerants R1234yf and R-1234ze(E)",
                "A Natura 2000 site",
                "Article 10d of it, Form 10-K, Figures 3I and 3J",
                "The 10-K was filed in the 80s, or in the '90s and 60s, north of 80N."
            })
    void leavesNamesWithNumbersAlone(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @Test
    void takesTheRestOfANumberForNoNumber() {
        assertThat(Found.in("Paid 500  000 EUR, 1  250  000 EUR."))
                .extracting(q -> q.normalized().value().toPlainString())
                .containsExactly("500000", "1250000");
        assertThat(Found.in("Paid 000 EUR.")).isEmpty();
    }

    @Test
    void takesACountBehindAMonthForNoYear() {
        assertThat(Found.in("In June 1200 homes had power.")).noneMatch(q -> q.kind() == Kind.DATE);
    }
}
