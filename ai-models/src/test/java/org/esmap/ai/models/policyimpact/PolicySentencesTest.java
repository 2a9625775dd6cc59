package org.esmap.ai.models.policyimpact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences of our own on negation, repeal, conditions and base years. */
class PolicySentencesTest {
    /**
     * Sixty and forty sentences that the grammar was mended on (54 and 13 at first sight), and thirty, written before the last
     * mending and never mended on.
     */
    @ParameterizedTest
    @CsvSource({"sentences.tsv, 59", "sentences-2.tsv, 40", "sentences-3.tsv, 27"})
    void readsNegationRepealConditionsAndBaseYears(String file, int least) throws IOException {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (String line : PolicyReading.lines(file)) {
            String[] parts = line.split("\t");
            List<String> missed = missed(parts[0], parts[1].split(" "));
            if (missed.isEmpty()) {
                right++;
            } else {
                wrong.add(missed + " in: " + parts[0]);
            }
        }
        assertThat(right).as("%s", wrong).isGreaterThanOrEqualTo(least);
    }

    @Test
    void changesTheImpactsWhenAPolicyIsDeniedOrTakenBack() {
        List<Impact> introduced = PolicyReading.impacts("The ministry shall introduce a carbon tax in 2027.");
        assertThat(PolicyReading.impacts("The ministry shall not introduce a carbon tax in 2027."))
                .isEmpty();
        assertThat(direction(introduced, "emissions")).isEqualTo(Direction.DECREASE);
        assertThat(direction(PolicyReading.impacts("The law repeals the carbon tax in 2027."), "emissions"))
                .isEqualTo(Direction.INCREASE);
    }

    @Test
    void findsNoImpactsInTextWithoutPolicy() {
        assertThat(PolicyReading.impacts("The orchestra will perform Holst's Planets in March. Tickets cost EUR 45."))
                .isEmpty();
    }

    @Test
    void givesNoSizeWithoutEvidence() {
        assertThat(PolicyReading.impacts("The ministry shall introduce a carbon tax in 2027."))
                .allSatisfy(impact -> {
                    assertThat(impact.magnitude()).isNull();
                    assertThat(impact.evidence()).isNotEmpty();
                });
    }

    @Test
    void sizesACarbonPriceByTheStudyAndTheBaseline() {
        Impact emissions = impacts("", carbonTax(45.0, 0.5)).get(0);
        Impact.Magnitude size = Objects.requireNonNull(emissions.magnitude());
        assertThat(size.low()).isEqualTo(1.6);
        assertThat(size.high()).isEqualTo(6.0);
        assertThat(emissions.evidence()).extracting(Impact.Evidence::kind).contains("study", "arithmetic");
    }

    @Test
    void findsNoImpactOfAPriceOfNothingOrOnNothing() {
        assertThat(impacts("", carbonTax(0.0, 0.5))).isEmpty();
        assertThat(impacts("", carbonTax(45.0, 0.0))).isEmpty();
    }

    @Test
    void sumsOnlyOverYearsThatAreKnown() {
        Impact emissions = impacts("", carbonTax(45.0, 0.5)).get(0);
        assertThat(Horizon.of(20, from(null, 2027)).extend(emissions).cumulative())
                .isNull();
        assertThat(Objects.requireNonNull(Horizon.of(20, from(2025, 2027))
                                .extend(emissions)
                                .cumulative())
                        .years())
                .isEqualTo(3);
    }

    private static Parameters from(@Nullable Integer start, Integer end) {
        return new Parameters("carbon-tax", 45.0, "EUR/tCO2e", start, end, null, null, 0.5, null);
    }

    @Test
    void quotesTheTextsReductionBesideTheSizeThatParametersGive() {
        Impact emissions = impacts(
                        "The ministry shall introduce a carbon tax that cuts emissions by 12 Mt CO2e a year.",
                        carbonTax(45.0, 0.5))
                .get(0);
        assertThat(Objects.requireNonNull(emissions.magnitude()).high()).isEqualTo(6.0);
        assertThat(emissions.evidence())
                .anySatisfy(evidence -> assertThat(evidence.text()).contains("12 Mt CO2e"))
                .anySatisfy(evidence -> assertThat(evidence.text()).contains("a reduction of its own"));
    }

    private static List<Impact> impacts(String text, Parameters parameters) {
        List<Clause> clauses = Clauses.of(text);
        Assessment assessment = new Assessment(PolicyReading.MECHANISMS);
        assessment.add(new Acts(PolicyReading.MECHANISMS).of(clauses));
        assessment.add(parameters);
        assessment.addStated(PolicyReading.stated(clauses));
        return assessment.impacts();
    }

    private static Parameters carbonTax(double level, double coverage) {
        return new Parameters(
                "carbon-tax",
                level,
                "EUR/tCO2e",
                2027,
                null,
                null,
                null,
                coverage,
                new Parameters.Baseline(80.0, null));
    }

    private static List<String> missed(String text, String[] expectations) {
        List<Clause> clauses = Clauses.of(text);
        List<Extracted> stated = PolicyReading.stated(clauses);
        List<Acts.Act> acts = new Acts(PolicyReading.MECHANISMS).of(clauses);
        List<String> missed = new ArrayList<>();
        for (String expectation : expectations) {
            String[] pair = expectation.split("=");
            String wanted = pair[1];
            boolean right = switch (pair[0]) {
                case "negated" -> clauses.stream().anyMatch(Clause::negated) == Boolean.parseBoolean(wanted);
                case "repealed" -> clauses.stream().anyMatch(Clause::repealed) == Boolean.parseBoolean(wanted);
                case "conditional" -> clauses.get(0).conditional() == Boolean.parseBoolean(wanted);
                case "modality" -> clauses.get(0).modality().word().equals(wanted);
                case "value" ->
                    any(stated, e -> e.value() != null && e.value().doubleValue() == Double.parseDouble(wanted));
                case "year" -> any(stated, e -> Objects.equals(e.year(), Integer.valueOf(wanted)));
                case "baseYear" -> any(stated, e -> Objects.equals(e.baseYear(), Integer.valueOf(wanted)));
                case "policy" -> acts.isEmpty() != Boolean.parseBoolean(wanted);
                default ->
                    wanted.equals(words(
                            acts, Map.of("renewable", "renewable capacity").getOrDefault(pair[0], pair[0])));
            };
            if (!right) {
                missed.add(expectation);
            }
        }
        return missed;
    }

    private static boolean any(List<Extracted> stated, Predicate<Extracted> test) {
        return stated.stream().anyMatch(test);
    }

    private static String words(List<Acts.Act> acts, String dimension) {
        Assessment assessment = new Assessment(PolicyReading.MECHANISMS);
        assessment.add(acts);
        List<Direction> directions = assessment.impacts().stream()
                .filter(i -> i.dimension().equals(dimension))
                .map(Impact::direction)
                .toList();
        return directions.isEmpty() ? "none" : directions.get(0).word();
    }

    private static Direction direction(List<Impact> impacts, String dimension) {
        return impacts.stream()
                .filter(i -> i.dimension().equals(dimension))
                .findFirst()
                .orElseThrow()
                .direction();
    }
}
