package org.esmap.ai.models.policyimpact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts of the largest size that is taken, written to cost much. */
class LongTextsTest {
    @Test
    void setsEachStatementAgainstOneOther() {
        List<Clause> taxes = Clauses.of("A carbon tax applies. No carbon tax applies. ".repeat(400));
        List<Acts.Act> acts = new Acts(PolicyReading.MECHANISMS).of(taxes);
        assertThat(Conflicts.of(acts, List.of())).hasSize(799);

        List<Clause> cuts = Clauses.of(
                "Emissions shall fall by 1 % by 2030 from 1990 levels. Emissions shall fall by 2 % by 2030 from 1990 levels. "
                        .repeat(150));
        assertThat(Conflicts.of(List.of(), PolicyReading.stated(cuts))).hasSize(299);
    }

    @Test
    void givesEverySizeAsANumber() {
        String text = "A climate act shall reduce emissions by " + "9".repeat(400) + " t CO2 a year.";
        assertThat(PolicyReading.impacts(text))
                .isNotEmpty()
                .allSatisfy(
                        impact -> assertThat(new Horizon(10, 10).extend(impact).magnitude())
                                .isNull());
    }
}
