package org.esmap.ai.models.policyimpact;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of the largest size that is taken, written to cost much. */
class LongTextsTest {
    private static final int LONGEST = 20_000;
    private static final int SENTENCE = 980;
    /** Of one core; none takes a second on a present one, and what the worst of them once took was 28 seconds. */
    private static final long BEARABLE_MS = 6_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|  ",
                "1 % in 2030 |1 % in 2030 ",
                "a carbon tax |bans tax ",
                "a carbon tax, electric cars, feed-in tariffs, nuclear power and smart grids |bans ",
                "electric cars and solar auctions |plant connect ",
                "although |although ",
                "the state shall |, and the ",
                "the carbon tax exempt |exempt from ",
                "the carbon tax |shall not be lower ",
                "emissions from |10 t CO2 to ",
                "without |without a ",
                "coal |reduce energy ",
                "tax |tax levy ",
                "2005 emissions 5 % |than 1990 emissions 5 % ",
                "cost of solar |for solar has been cut "
            })
    void staysBearable(String hard) {
        String first = hard.substring(0, hard.indexOf('|'));
        String again = hard.substring(hard.indexOf('|') + 1);
        String sentence = first + again.repeat((SENTENCE - first.length()) / again.length()) + "b.\n\n";
        String text = sentence.repeat(LONGEST / sentence.length());
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        PolicyReading.impacts(text);
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        assertThat(spent / 1_000_000).isLessThan(BEARABLE_MS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut by a factor of |.", "increased |-fold.", "cut by a factor of 3.|."})
    void takesNoRowOfDigitsForANumber(String around) {
        String text = "Emissions shall be " + around.replace("|", "1".repeat(400));
        assertThat(PolicyReading.stated(Clauses.of(text)))
                .allMatch(stated -> stated.value() == null || stated.value().precision() < 60);
    }

    @Test
    void looksAtTheFirstFiguresOfARow() {
        String row = "The tax falls by 2030 by " + "5 % ".repeat(200) + ".\n\n";
        assertThat(PolicyReading.stated(Clauses.of(row.repeat(20)))).hasSize(Extraction.MOST);
    }

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
