package org.esmap.ai.models.policyimpact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What figures of policy sentences are, when they hold, against what, and on what condition. */
class PolicyFiguresTest {
    @ParameterizedTest
    @MethodSource("figures")
    void readsEachFigure(String text, List<String> wanted) {
        Extracted figure = figure(text, wanted.get(0));
        assertThat(figure.type().word()).isEqualTo(wanted.get(1));
        assertThat(figure.value()).isEqualByComparingTo(wanted.get(2));
        assertThat(figure.unit()).isEqualTo(wanted.get(3));
        assertThat(Objects.toString(figure.year(), "")).isEqualTo(wanted.get(4));
        assertThat(Objects.toString(figure.baseYear(), "")).isEqualTo(wanted.get(5));
        if (!wanted.get(6).isEmpty()) {
            assertThat(figure.conditional()).isEqualTo(Boolean.parseBoolean(wanted.get(6)));
        }
    }

    static Stream<Arguments> figures() throws IOException {
        return PolicyReading.lines("figures.tsv").stream()
                .map(line -> line.split("\t", -1))
                .map(parts -> argumentSet(
                        parts[1] + " in: " + parts[0],
                        parts[0],
                        Arrays.asList(parts).subList(1, parts.length)));
    }

    @Test
    void takesTheMonthOfMayForNoPermission() {
        assertThat(figure("Nigeria ended the petrol subsidy on 29 May 2023.", "29 May 2023")
                        .modality())
                .isEqualTo(Modality.NONE);
    }

    @Test
    void bindsNobodyToWhatWouldBe() {
        assertThat(figure("The carbon price would have to reach $75 a ton by 2030.", "$75 a ton")
                        .modality())
                .isEqualTo(Modality.MAY);
    }

    @Test
    void deniesNoDateOfARepeal() {
        assertThat(figure("The tax of EUR 5 per tonne is repealed from 1 July 2021.", "1 July 2021")
                        .negated())
                .isFalse();
        assertThat(figure("The tax of EUR 5 per tonne is repealed from 1 July 2021.", "EUR 5 per tonne")
                        .negated())
                .isTrue();
    }

    @Test
    void deniesNoPenaltyOfThoseWhoFail() {
        assertThat(figure("Suppliers that fail to meet it shall pay a penalty of EUR 150 per MWh.", "EUR 150 per MWh")
                        .negated())
                .isFalse();
    }

    @Test
    void readsThatSomebodyCommitsThemselves() {
        assertThat(figure("The state has committed itself to procuring 5,600 MW of wind power.", "5,600 MW")
                        .modality())
                .isEqualTo(Modality.WILL);
    }

    @Test
    void deniesNoLevelThatIsKept() {
        String text = "The carbon tax remains unchanged at CHF 120 per tonne of CO2.";
        assertThat(figure(text, "CHF 120 per tonne of CO2").negated()).isFalse();
    }

    @Test
    void findsNoConflictInTheRangeOfATarget() {
        List<Extracted> stated = PolicyReading.stated(
                Clauses.of("Brazil pledges to reduce net emissions by 59% to 67% below 2005 levels in 2035."));
        assertThat(Conflicts.of(List.of(), stated)).isEmpty();
    }

    @Test
    void takesNothingThatWasSavedForWhatAPolicyIsToSave() {
        assertThat(PolicyReading.impacts("Emissions fell by 3 Mt CO2 in 2023. A carbon tax shall be introduced."))
                .allMatch(impact -> impact.magnitude() == null);
    }

    private static Extracted figure(String text, String quote) {
        return PolicyReading.stated(Clauses.of(text)).stream()
                .filter(e -> text.substring(e.start(), e.end()).equals(quote))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No '" + quote + "' found"));
    }
}
