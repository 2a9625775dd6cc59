package org.esmap.ai.models.policyimpact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sentences of our own that weaken, end, spare or strengthen a policy, and such that state tonnages. */
class WeakenedPoliciesTest {
    /** Sentences that the grammar was mended on. */
    @ParameterizedTest
    @MethodSource("mended")
    void readsDirectionsAndSizes(String text, String expectations) {
        assertThat(missed(text, expectations)).isEmpty();
    }

    static Stream<Arguments> mended() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file : List.of(
                "sentences-4.tsv",
                "sentences-5.tsv",
                "sentences-6.tsv",
                "sentences-8.tsv",
                "sentences-13.tsv",
                "sentences-14.tsv",
                "sentences-15.tsv")) {
            lines.addAll(PolicyReading.lines(file));
        }
        return lines.stream().map(line -> line.split("\t")).map(parts -> argumentSet(parts[0], parts[0], parts[1]));
    }

    /** Twenty sentences that the grammar was never mended on: the card tells how many it reads, and they must not get fewer. */
    @Test
    void readsAsManyUnseenSentencesAsTheCardSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : PolicyReading.lines("sentences-7.tsv")) {
            String[] parts = line.split("\t");
            List<String> missed = missed(parts[0], parts[1]);
            if (!missed.isEmpty()) {
                wrong.add(missed + " in: " + parts[0]);
            }
        }
        assertThat(wrong).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void quotesWhatStandsAtItsOffsets() {
        String text =
                "This is the plan. From 2027 the emissions trading scheme applies; emissions shall fall from 60 Mt CO2 in 2020"
                        + " to 35 Mt CO2 in 2030. Emissions shall be cut by 40 per cent by 2030 compared with 1990. Emissions shall be cut by"
                        + " 50 per cent by 2030 compared with 1990. The emissions trading scheme shall not apply before 2029.";
        List<Clause> clauses = Clauses.of(text);
        List<Conflicts.Conflict> conflicts =
                Conflicts.of(new Acts(PolicyReading.MECHANISMS).of(clauses), PolicyReading.stated(clauses));
        Impact emissions = PolicyReading.impacts(text).get(0);
        assertThat(Objects.requireNonNull(emissions.magnitude()).central()).isEqualTo(25);
        assertThat(conflicts).anyMatch(conflict -> conflict.reason().startsWith("Two targets"));
        Stream<Impact.Evidence> opposed = conflicts.stream().flatMap(c -> Stream.of(c.first(), c.second()));
        Stream<Impact.Evidence> quoted =
                emissions.evidence().stream().filter(e -> e.kind().equals("quote"));
        assertThat(Stream.concat(opposed, quoted))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(
                                text.substring(Objects.requireNonNull(e.start()), Objects.requireNonNull(e.end())))
                        .isEqualTo(e.text()));
    }

    @Test
    void findsNoConflictWhereAReliefIsTakenBack() {
        String text =
                "The energy tax is EUR 5 per MWh. The Act repeals the reduction of the energy tax on heating fuels.";
        assertThat(Conflicts.of(new Acts(PolicyReading.MECHANISMS).of(Clauses.of(text)), List.of()))
                .isEmpty();
    }

    @Test
    void findsAConflictWhereOneReliefIsBothGivenAndTakenBack() {
        String text =
                "The energy tax exemption for farmers is repealed. The energy tax exemption for farmers is extended.";
        assertThat(Conflicts.of(new Acts(PolicyReading.MECHANISMS).of(Clauses.of(text)), List.of()))
                .hasSize(1);
    }

    @Test
    void showsHowADifferenceWasFound() {
        assertThat(PolicyReading.impacts("Emissions shall fall from 60 Mt CO2 in 2020 to 35 Mt CO2 in 2030.")
                        .get(0)
                        .evidence())
                .anyMatch(e -> e.kind().equals("arithmetic") && e.text().startsWith("60 MtCO2 - 35 MtCO2 = 25 MtCO2"));
    }

    private static List<String> missed(String text, String expectations) {
        List<Impact> impacts = PolicyReading.impacts(text);
        return Stream.of(expectations.split(" "))
                .map(expectation -> expectation.replace("+", " and ").split("="))
                .filter(pair -> !found(impacts, pair[0]).equals(pair[1]))
                .map(pair -> pair[0] + "=" + pair[1] + " (found " + found(impacts, pair[0]) + ")")
                .toList();
    }

    /** What is said of a dimension, all of it: an opposite impact beside the right one is an error too. */
    private static String found(List<Impact> impacts, String what) {
        String dimension = what.equals("size") ? "emissions" : what.equals("renewable") ? "renewable capacity" : what;
        String found = impacts.stream()
                .filter(impact -> impact.dimension().equals(dimension))
                .map(impact ->
                        what.equals("size") ? size(impact) : impact.direction().word())
                .collect(Collectors.joining(" and "));
        return found.isEmpty() ? "none" : found;
    }

    private static String size(Impact impact) {
        return impact.magnitude() == null
                ? "none"
                : Assessment.plain(Objects.requireNonNull(impact.magnitude()).central());
    }
}
