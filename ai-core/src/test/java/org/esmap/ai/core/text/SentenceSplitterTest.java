package org.esmap.ai.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Output rose, as Fig. 3 shows, by half.|It fell again in May.",
                "The U.S. Department of Energy paid for it.|Nobody complained.",
                "Warming was held to 1.5 °C in one model.|Others differ.",
                "Dr. Ana Ruiz and Prof. J. K. Lee disagreed.|They met on Jan. 5.",
                "Some fuels, e.g. coal, emit more, i.e. pollute.|Gas emits less.",
                "It works in the U.S.|The rest of the world waits.",
                "Demand fell to 5 W.|The lamp went out.|It drew 1,920 W.|Lamps now draw 5.|In 2019 J. Smith built one.",
                "The target is 1.5 °C.|Nothing less will do.",
                "Coal emits 40 Mt.|Coke emits 2 Mt.|Mt. Kenya is 5,199 m high.|Ms. Ono saw it.",
                "Lines tripped within 200 ms.|Frequency fell to 48.1 Hz.|Relays acted in 5 sec.|Nobody saw it.",
                "It ran with Python 3.11.|Results were good.|Demand rose to 4.5.|Supply did not.",
                "The plant opened in Jan.|The second opens on Dec. 3.|They met on 5 Mar. 2019 in Rome.",
                "Costs rose (see Tab. 2 and Eq. 4).|Then they fell.",
                "\"We will build it.\"|The minister left.",
                "What does it cost?|Nothing!|Really...|Nothing at all.",
                "Müller et al. found 3.2 GW at No. 7 for Rs. 400 crore.|The others found none.",
                "Siemens Energy Inc. and Acme Ltd. merged in 2020.|10 plants closed.",
                "Le prix est fixe.|Élodie le paie.",
                "The gap is wide, says the IEA.[1]|Public finance alone will not do.[2,3]|Banks must help.",
                "Losses fell in 2022.¹|The rest is theft.²³|“Nobody pays.”⁴|Bills rose.",
                "Reform is hard, but it can be done.(4)|Both began in 2022.1|It cost USD 680 million.[a]|Banks paid.",
                "Eq.(3) Holds for Mt.(2) Kenya too, by Sec.(4) Of the act.",
                "Losses fell in all districts.12|The rest is theft.|See Fig.3 Output rose by 4.2 Percent.",
                "政府公布了新政策。|电价下降了！|为什么？",
                "See https://example.org/a.b?c=1.d for more.|It is online.",
                "the utility is broke.|it owes gas firms, banks, etc. and others 3 bn.|who pays?|nobody, says j. smith... or so.",
                "😀 Good news.|😀😀 More of it."
            })
    void endsSentencesWhereTheyEnd(String marked) {
        String text = marked.contains("政") ? marked.replace("|", "") : marked.replace("|", " ");
        assertThat(SentenceSplitter.split(text).stream().map(s -> s.in(text))).containsExactly(marked.split("\\|"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The plan was late.|It was dear too.|Parliament passed it in May!|Since then, all went well.",
                "It is on energy.Gov.uk and on wind.Org/Map too, says Mrs.Ono of St.Lucia Inc.Ltd today."
            })
    void endsSentencesThatLostTheirSpace(String marked) {
        String text = marked.replace("|", "");
        assertThat(SentenceSplitter.split(text).stream().map(s -> s.in(text))).containsExactly(marked.split("\\|"));
    }

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
                        "ITEM Introduction",
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

    @Test
    void cutsTextWithoutFullStopsAtSpaces() {
        String text = "word ".repeat(10_000);
        List<Sentence> sentences = SentenceSplitter.split(text);
        assertThat(sentences).allSatisfy(s -> {
            assertThat(s.in(text)).startsWith("word").endsWith("word");
            assertThat(s.in(text).length()).isBetween(400, SentenceSplitter.LONGEST);
        });
    }

    @Test
    void neverCutsThroughACharacter() {
        String text = "👩‍🔧".repeat(1_000);
        assertThat(SentenceSplitter.split(text))
                .allSatisfy(s -> assertThat(s.in(text)).startsWith("👩").endsWith("🔧"));
    }

    @Test
    void takesTimeInProportionToTheText() {
        for (String hard : List.of(
                ". ", "a.b.", "- ", "\r\n", "((((", "1. ", "\t| ", "….", "A. B. ", ".[1]", "a.¹²", "[1] A\n", "Ab. ")) {
            String text = hard.repeat(200_000 / hard.length());
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            SentenceSplitter.split(text);
            long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            assertThat(spent / 1_000_000).as(hard).isLessThan(2_000);
        }
    }

    @Property(tries = 500)
    void sentencesAreInOrderTrimmedAndMissOnlySpaceAndMarks(@ForAll("texts") String text) {
        int last = 0;
        for (Sentence sentence : SentenceSplitter.split(text)) {
            assertThat(sentence.start()).isGreaterThanOrEqualTo(last);
            assertThat(sentence.end()).isLessThanOrEqualTo(text.length());
            assertThat(sentence.in(text).strip()).isNotEmpty();
            assertThat(Blocks.isSpace(text.charAt(sentence.start()))).isFalse();
            assertThat(Blocks.isSpace(text.charAt(sentence.end() - 1))).isFalse();
            assertThat(text.substring(last, sentence.start()).strip().length()).isLessThanOrEqualTo(7);
            last = sentence.end();
        }
        assertThat(text.substring(last).strip().length()).isLessThanOrEqualTo(7);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "The grid",
                " ",
                " ",
                "\n",
                "\r\n",
                ". ",
                ".",
                "- ",
                "1. ",
                "1.5 °C",
                "e.g.",
                "\t",
                "|",
                "“",
                "”",
                "U.S.",
                "Fig. 3",
                "😀",
                "é",
                "é",
                "? ",
                "!",
                "שלום",
                "Dr. ",
                "; ",
                ", ",
                "2023",
                "(a) ",
                "...",
                "\f",
                "x");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(60).map(parts -> String.join("", parts)),
                Arbitraries.strings().ofMaxLength(200));
    }

    private static List<String> shown(String text) {
        return SentenceSplitter.split(text).stream()
                .map(s -> s.kind() + " " + s.in(text))
                .collect(Collectors.toList());
    }
}
