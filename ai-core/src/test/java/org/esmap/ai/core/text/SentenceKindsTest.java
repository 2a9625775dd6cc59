package org.esmap.ai.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link SentenceSplitter} takes for text, and what for titles, lists, tables, notes and furniture. */
class SentenceKindsTest {
    @Test
    void tellsHeadingsItemsTablesAndFurnitureFromProse() {
        String text = String.join(
                "\r\n",
                "1. Introduction",
                "The grid lost 12 % of its",
                "energy in 2023. Repairs",
                "followed.",
                "",
                "Main findings",
                "- Losses fell",
                "- Theft rose, in one",
                "  district at least",
                "(c) Wires rust, it seems",
                "o Meters were old",
                "\uf0b7 Wires were thin",
                "",
                "Year\tGWh\t%",
                "2022\t140\t11",
                "0 50 100 1,150",
                "Page 3 of 10",
                "Losses are technical or commercial. ");
        assertThat(shown(text))
                .containsExactly(
                        "HEADING Introduction",
                        "PROSE The grid lost 12 % of its\r\nenergy in 2023.",
                        "PROSE Repairs\r\nfollowed.",
                        "HEADING Main findings",
                        "ITEM Losses fell",
                        "ITEM Theft rose, in one\r\n  district at least",
                        "ITEM Wires rust, it seems",
                        "ITEM Meters were old",
                        "ITEM Wires were thin",
                        "TABLE Year\tGWh\t%",
                        "TABLE 2022\t140\t11",
                        "TABLE 0 50 100 1,150",
                        "FURNITURE Page 3 of 10",
                        "PROSE Losses are technical or commercial.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1] International Energy Agency (2023), Financing Clean Energy in Africa, IEA, Paris, https://example.org/a",
                "[2] World Bank. 2023. Scaling Up to Phase Down: Financing Energy Transitions.",
                "¹ Excludes large hydropower plants and pumped storage.",
                "World Bank. 2023. Scaling Up to Phase Down. Washington, DC: World Bank.",
                "IEA (International Energy Agency). 2022. Africa Energy Outlook. Paris: IEA.",
                "7. Lee, J., and A. Roy. 2021a. “Grids in Poor Countries.” Energy Policy 12 (3): 45–67.",
                "IRENA (2024), Renewable capacity statistics 2024, Abu Dhabi.",
                "Source: EIA (2024), Electric Power Monthly.",
                "Sources and notes: data of the utility and of the regulator; totals may not add up.",
                "Note: Data for 2023 are estimates of the utility.",
                "Photo credit: Ana Ruiz for the World Bank.",
                "Figure 3.2: Installed capacity of renewables by region, 2015-2023.",
                "Table A1. Losses of the network by district and year."
            })
    void tellsNotesFromTheText(String note) {
        String text = "The utility lost a fifth of its power.\n" + note + "\nThieves took half of what was lost.";
        List<Sentence.Kind> kinds =
                SentenceSplitter.split(text).stream().map(Sentence::kind).toList();
        assertThat(kinds.subList(1, kinds.size() - 1)).isNotEmpty().containsOnly(Sentence.Kind.NOTE);
        assertThat(List.of(kinds.get(0), kinds.get(kinds.size() - 1))).containsOnly(Sentence.Kind.PROSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Figure 3 shows that capacity rose by half.",
                "World Bank (2023) finds that tariffs do not cover costs.",
                "Note that the tariff for households stayed as it was.",
                "Sources of finance are banks, funds and the state.",
                "In 2023 the World Bank lent more than in any other year.",
                "Kenya and Ghana (both since 2015) pay by the hour."
            })
    void takesSentencesThatBeginAlikeForText(String prose) {
        String text = "The utility lost a fifth of its power.\n" + prose + "\nThieves took half of what was lost.";
        assertThat(SentenceSplitter.split(text)).extracting(Sentence::kind).containsOnly(Sentence.Kind.PROSE);
    }

    @Test
    void takesWhatStandsUnderReferencesForNotesUntilTheNextHeading() {
        String text = "Losses fell.\n\nReferences\nAfrica Energy Outlook, by the International Energy Agency, Paris.\n"
                + "A paper on theft, the utility's own.\n\nAnnex A Method\n\nLosses were measured at every feeder.";
        assertThat(shown(text))
                .containsExactly(
                        "PROSE Losses fell.",
                        "HEADING References",
                        "NOTE Africa Energy Outlook, by the International Energy Agency, Paris.",
                        "NOTE A paper on theft, the utility's own.",
                        "HEADING Annex A Method",
                        "PROSE Losses were measured at every feeder.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WORLD BANK GROUP | ENERGY & EXTRACTIVES",
                "45 | Tracking SDG7: The Energy Progress Report",
                "Tracking SDG7: The Energy Progress Report | 45",
                "This page is intentionally left blank.",
                "[This page left blank intentionally]",
                "(c)2024 The World Bank"
            })
    void takesRunningHeadsAndBlankPagesForFurniture(String line) {
        String text = "The utility lost a fifth of its power.\n" + line + "\nThieves took half of what was lost.";
        assertThat(shown(text)).hasSize(3).contains("FURNITURE " + line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Ana Ruiz <ana@example.org>\nTo: board@example.org\nSubject: Re: the plant at Kribi",
                "Minutes of the 14th meeting of the Steering Committee\nDate: 12 March 2024\nApologies: none",
                "Energy Sector Recovery Program\nReport No. 112233-GH\nJune 2022",
                "Energy Commission\n12 Independence Avenue\nP.O. Box 1234\nAccra"
            })
    void takesLinesThatStandApartForTitles(String lines) {
        String text = lines + "\n\nLosses fell to a fifth of what\nKenya Power feeds in. Thieves took\nhalf of it.";
        List<String> shown = shown(text);
        assertThat(shown.subList(0, shown.size() - 2))
                .containsExactlyElementsOf(
                        lines.lines().map(line -> "HEADING " + line).toList());
        assertThat(shown.subList(shown.size() - 2, shown.size()))
                .containsExactly(
                        "PROSE Losses fell to a fifth of what\nKenya Power feeds in.",
                        "PROSE Thieves took\nhalf of it.");
    }

    @Test
    void partsATitleInCapitalsFromTheTextBelow() {
        String title = "CHAPTER 2: THE COST OF SUBSIDIES AND WHO PAYS FOR THEM IN THE LONG RUN";
        assertThat(shown(title + "\nSubsidies cost the state 3 per cent of GDP. The rich get most."))
                .containsExactly(
                        "HEADING " + title,
                        "PROSE Subsidies cost the state 3 per cent of GDP.",
                        "PROSE The rich get most.");
    }

    @Test
    void findsRunningHeadsByTheirRepetition() {
        String page = "Annual Report 2023 | %d\nThe plant ran for %d hours without a fault.\n";
        String text = page.formatted(1, 10) + page.formatted(2, 20) + page.formatted(3, 30);
        assertThat(shown(text)).filteredOn(s -> s.startsWith("FURNITURE")).hasSize(3);
        assertThat(shown(text)).filteredOn(s -> s.startsWith("PROSE")).hasSize(3);
    }

    private static List<String> shown(String text) {
        return SentenceSplitter.split(text).stream()
                .map(s -> s.kind() + " " + s.in(text))
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"S. Korea sold twelve reactors.", "N. Macedonia buys power.", "J. Banda resigned over it."})
    void takesAnInitialForNoMarkOfAList(String sentence) {
        assertThat(shown(sentence)).containsExactly("PROSE " + sentence);
        assertThat(shown("Seoul pays for it.\n" + sentence + "\nNobody else does."))
                .containsExactly("PROSE Seoul pays for it.", "PROSE " + sentence, "PROSE Nobody else does.");
    }

    @Test
    void takesOtherSpacesForSpaces() {
        String text =
                "Main findings\n- Losses fell in 2023.\n- Theft rose, e.g. in the south.\n\n1. Dr. Roe said no. Later she agreed.";
        assertThat(SentenceSplitter.split(text.replace(' ', '\u00a0'))).isEqualTo(SentenceSplitter.split(text));
    }

    @Test
    void takesLettersInOrderForMarksOfAList() {
        assertThat(shown("The plan has parts:\nA. It builds wind farms.\nB. It builds lines.\nI. Both.\nII. Neither."))
                .contains("ITEM It builds wind farms.", "ITEM It builds lines.", "ITEM Both.", "ITEM Neither.");
    }

    @Test
    void tellsNumberedHeadingsFromItemsOfLists() {
        String text = "1. OVERVIEW OF THE POWER SECTOR IN 2023\nInstalled capacity reached 3,321 MW.\n"
                + "2. Aims\nThe study was made in 2024.\n"
                + "The plan has three parts:\n1. Wind farms\n2. Solar plants\nBoth are cheap.\n"
                + "Chapter 3: Operations\n3.1 Generation\nOutput fell by 4 per cent.\n";

        assertThat(SentenceSplitter.split(text).stream()
                        .filter(sentence -> sentence.kind() == Sentence.Kind.HEADING)
                        .map(sentence -> sentence.in(text)))
                .contains("OVERVIEW OF THE POWER SECTOR IN 2023", "Aims", "Chapter 3: Operations", "3.1 Generation")
                .doesNotContain("Wind farms", "Solar plants");
    }
}
