package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.esmap.ai.core.failure.AiException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a case file beside its matrices. */
class MatpowerTextTest {
    private static final int MANY = 2_000_000;

    private static double base(String text) {
        return MatpowerText.read(text).get("baseMVA").rows().get(0).figures()[0];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fn = 1; mpc.baseMVA = 50;",
                "mpc = struct(); mpc.baseMVA = 50;",
                "if_mpc = mpc; mpc.baseMVA = 50;",
                "define_constants, mpc.baseMVA = 50",
                "function [mpc] = c\nmpc.baseMVA = 50;",
                "function s = c % a = b\ns.baseMVA = 50;",
                "\uFEFFfunction s = c\ns.baseMVA = 50;",
                "mpc.version = '2';\rmpc.baseMVA = 50;\r",
                "mpc.title = 'it''s';\nmpc.baseMVA = 50;",
                "disp('mpc.bus; mpc.gen, done'); mpc.baseMVA = 50;",
                "[PQ, PV] = idx_bus; a = [1 2]'; mpc.baseMVA = 50;",
            })
    void readsEveryStatementOfALine(String text) {
        assertThat(base(text)).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fn = 1; mpc.gen(1, 9) = 50;",
                "fn = 1, mpc.gen(1, 9) = 50;",
                "a = b'; mpc.gen(1, 9) = 50; c = d';",
                "if true, mpc.gen(1, 9) = 50; end",
                "for k = 1:3\nmpc.baseMVA = 50;\nend",
                "function [baseMVA, bus, gen] = c\nbaseMVA = 50;",
                "mpc = scale_load(1.2, mpc);",
                "[mpc, ok] = loadcase('case9');"
            })
    void refusesWhatComputesWhereverItStands(String text) {
        assertThatThrownBy(() -> MatpowerText.read("mpc.baseMVA = 100;\n" + text))
                .isInstanceOfSatisfying(
                        AiException.class,
                        refusal -> assertThat(refusal.errors())
                                .singleElement()
                                .satisfies(e -> assertThat(e.message())
                                        .startsWith("Line 2: ")
                                        .contains("plain numbers")));
    }

    /** What reads a piece again for each of its neighbours takes minutes; one reading takes some tens of milliseconds. */
    @ParameterizedTest
    @MethodSource("longTexts")
    void readsEveryPieceOfALongTextOnce(String text) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(base("mpc.baseMVA = 50;\n" + text)).isEqualTo(50));
    }

    private static Stream<Named<String>> longTexts() {
        String spaces = " ".repeat(MANY);
        return Stream.of(
                        "function" + spaces,
                        "function c" + spaces,
                        "function [c" + spaces,
                        "function [c]" + spaces,
                        "function " + "[ c ".repeat(MANY / 4),
                        "function " + "c".repeat(MANY) + " = d" + "\na;".repeat(MANY / 3),
                        "c" + spaces,
                        "[c" + spaces,
                        "[c, ".repeat(MANY / 4),
                        "[" + "c, ".repeat(MANY / 3),
                        "mpc.names = {" + "'a' ".repeat(MANY / 4) + "};",
                        "mpc.a = [" + "1 ".repeat(MANY / 2) + "];",
                        "mpc.a = [" + "1;".repeat(MANY / 2) + "];",
                        "mpc" + ".a".repeat(MANY / 2) + " = 1;",
                        "%{%}".repeat(MANY / 4),
                        "a;".repeat(MANY / 2),
                        "a = 'b', ".repeat(MANY / 9))
                .map(text -> Named.of(text.substring(0, 20), text));
    }

    @Test
    void keepsQuotedQuotes() {
        assertThat(MatpowerText.read("mpc.names = {'O''Brien'; 'b%;'};")
                        .get("names")
                        .texts())
                .isEqualTo(List.of("O''Brien", "b%;"));
    }
}
