package org.esmap.ai.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.sharing.ClosingUnderLoad;
import org.junit.jupiter.api.Test;

class OnnxSessionsTest {
    private static final Path SUM = Path.of("src/test/resources/tiny/sum.onnx");
    private static final Set<String> OUT = Set.of("sum");

    private final OnnxSessions sessions = new OnnxSessions(new OnnxSettings(1));

    @Test
    void runsARealModel() {
        try (OnnxSession session = sessions.open(SUM, "sum")) {
            assertThat(sum(session, 1, 2, 39)).isEqualTo(42);
        }
    }

    @Test
    void sharesOneNativeSessionAndClosesItWithTheLastHandle() {
        OnnxSession first = sessions.open(SUM, "sum");
        OnnxSession second = sessions.open(SUM, "sum");
        first.close();
        first.close();
        assertThat(sum(second, 1)).isEqualTo(1);
        assertThatThrownBy(() -> sum(first, 1)).isInstanceOf(IllegalStateException.class);
        second.close();
        try (OnnxSession again = sessions.open(SUM, "sum")) {
            assertThat(sum(again, 5)).isEqualTo(5);
        }
    }

    @Test
    void forgetsSessionsThatNobodyUses() {
        for (int version = 0; version < 3; version++) {
            sessions.open(SUM, "version " + version).close();
        }
        try (OnnxSession kept = sessions.open(SUM, "kept")) {
            assertThat(sum(kept, 2, 3)).isEqualTo(5);
            assertThat(sessions.held()).isEqualTo(1);
        }
    }

    @Test
    void survivesClosingUnderLoad() {
        for (int round = 0; round < 200; round++) {
            OnnxSession session = sessions.open(SUM, "sum");
            ClosingUnderLoad.survives(session, s -> assertThat(sum(s, 20, 22)).isEqualTo(42), session::close);
        }
    }

    @Test
    void refusesAModelWithOtherTensorsAndSaysWhichItHas() {
        assertThatThrownBy(() -> sessions.open(SUM, "sum").require(Set.of("input_ids", "mask"), Set.of("logits")))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("logits")
                .hasMessageContaining("input_ids")
                .hasMessageContaining("sum");
    }

    @Test
    void refusesAFileThatIsNoModelAndSaysNothingOfFolders() {
        Path pom = Path.of("pom.xml").toAbsolutePath();

        assertThatThrownBy(() -> sessions.open(pom, "pom"))
                .isInstanceOf(AiException.class)
                .message()
                .contains("pom.xml")
                .doesNotContain(pom.toString(), "/onnxruntime");
        assertThatThrownBy(() -> OnnxTrial.run(pom))
                .message()
                .contains("pom.xml")
                .doesNotContain(pom.toString(), "/onnxruntime");
    }

    private static float sum(OnnxSession session, long... ids) {
        return session.run(Map.of("input_ids", Tensor.row(ids)), OUT).get("sum").data()[0];
    }
}
