package org.esmap.ai.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
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
                "It took 18 s.|40 others took 2 s.|Lines tripped within 200 ms.|Frequency fell to 48.1 Hz.|Relays acted in 5 sec.|Nobody saw it.",
                "It ran with Python 3.11.|Results were good.|Demand rose to 4.5.|Supply did not.",
                "The plant opened in Jan.|The second opens on Dec. 3.|They met on 5 Mar. 2019 in Rome.",
                "Costs rose (see Tab. 2 and Eq. 4).|Then they fell.",
                "\"We will build it.\"|The minister left.",
                "What does it cost?|Nothing!|Really...|Nothing at all.",
                "Müller et al. found 3.2 GW at No. 7 for Rs. 400 crore.|The others found none.",
                "Siemens Energy Inc. and Acme Ltd. merged in 2020.|10 plants closed.",
                "Tata Power Pvt. Ltd. lost a case.|Jt. Secretary Rao and Addl. Director Sen agreed.|It cost 3 Mio. EUR.",
                "Engr. Musa and Asst. Engineer Ali left Petra Sdn. Bhd. in May.|Dy. Director Roy of Alinta Pty. Ltd. stayed.",
                "It was built c. 1960 under s. 12 and cl. 3 of Reg. 9.|The duty is the state's.|2024 was worse.|Is it law?|No.|It was.",
                "It burns 360 mln. Nm3 of gas and 2 mill. MWh.|It cost 3 mil. €.|He owns a mill.|EU law holds.|It cost 5 mln.|Turkey paid.",
                "The Govt. of India agreed with Amb. Smith.|So did the Govt.|The rest waits.",
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
            assertThat(millisecondsToSplit(hard.repeat(200_000 / hard.length())))
                    .as(hard)
                    .isLessThan(2_000);
        }
        for (String repeated : List.of("[1]", "¹,")) {
            assertThat(millisecondsToSplit(
                            "It ended here." + repeated.repeat(200_000 / repeated.length()) + "\nThey go on"))
                    .as(repeated)
                    .isLessThan(2_000);
        }
        assertThat(millisecondsToSplit("1" + ".1".repeat(100_000) + "\nnext line"))
                .isLessThan(2_000);
        assertThat(millisecondsToSplit("It ended." + " ".repeat(300_000) + "B. ".repeat(100_000)))
                .isLessThan(2_000);
    }

    private static long millisecondsToSplit(String text) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        SentenceSplitter.split(text);
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000;
    }

    @Test
    void cutsMarksThatHaveNoEndAtTheLongest() {
        assertThat(SentenceSplitter.split("e" + "\u0301".repeat(4_999))).hasSizeLessThan(11);
        assertThat(SentenceSplitter.split("a" + "\u200d😀".repeat(2_000))).hasSizeLessThan(13);
    }

    @Property(tries = 500)
    void sentencesAreInOrderTrimmedAndMissOnlySpaceAndMarks(@ForAll("texts") String text) {
        int last = 0;
        for (Sentence sentence : SentenceSplitter.split(text)) {
            assertThat(sentence.start()).isGreaterThanOrEqualTo(last);
            assertThat(sentence.end()).isLessThanOrEqualTo(text.length());
            assertThat(sentence.in(text).strip()).isNotEmpty();
            assertThat(Spaces.isSpace(text.charAt(sentence.start()))).isFalse();
            assertThat(Spaces.isSpace(text.charAt(sentence.end() - 1))).isFalse();
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
}
