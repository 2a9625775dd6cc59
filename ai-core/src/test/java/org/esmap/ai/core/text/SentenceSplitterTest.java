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
                "Demand fell to 5 W.|The lamp went out.",
                "Costs rose (see Tab. 2 and Eq. 4).|Then they fell.",
                "\"We will build it.\"|The minister left.",
                "What does it cost?|Nothing!|Really...|Nothing at all.",
                "Müller et al. found 3.2 GW at No. 7.|The others found none.",
                "Siemens Energy Inc. and Acme Ltd. merged in 2020.|10 plants closed.",
                "Le prix est fixe.|Élodie le paie.",
                "政府公布了新政策。|电价下降了！|为什么？",
                "See https://example.org/a.b?c=1.d for more.|It is online.",
                "😀 Good news.|😀😀 More of it."
            })
    void endsSentencesWhereTheyEnd(String marked) {
        String text = marked.contains("政") ? marked.replace("|", "") : marked.replace("|", " ");
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
                "",
                "Year\tGWh\t%",
                "2022\t140\t11",
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
                        "TABLE Year\tGWh\t%",
                        "TABLE 2022\t140\t11",
                        "FURNITURE Page 3 of 10",
                        "PROSE Losses are technical or commercial.");
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
        for (String hard : List.of(". ", "a.b.", "- ", "\r\n", "((((", "1. ", "\t| ", "….", "A. B. ")) {
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
