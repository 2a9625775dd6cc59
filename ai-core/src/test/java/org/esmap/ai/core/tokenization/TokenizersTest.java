package org.esmap.ai.core.tokenization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.sharing.ClosingUnderLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizersTest {
    private static final Path TINY = Path.of("src/test/resources/tiny/tokenizer.json");

    private final Tokenizers tokenizers = new Tokenizers();

    @Test
    void releasesATokenizerWithItsLastHandle() {
        Tokenizer first = tokenizers.open(TINY, "tiny");
        Tokenizer second = tokenizers.open(TINY, "tiny");
        assertThat(tokenizers.held()).isEqualTo(1);
        first.close();
        first.close();
        assertThat(second.tokenize("solar wind").size()).isEqualTo(2);
        assertThatThrownBy(() -> first.tokenize("solar")).isInstanceOf(IllegalStateException.class);
        second.close();
        assertThat(tokenizers.held()).isZero();
        try (Tokenizer again = tokenizers.open(TINY, "tiny")) {
            assertThat(again.tokenize("solar").size()).isEqualTo(1);
        }
    }

    @Test
    void keepsNothingOfAFileThatItRefuses(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(
                folder.resolve("tokenizer.json"),
                Files.readString(TINY).replaceAll("\"post_processor\"", "\"not_a_post_processor\""));
        for (Path refused : List.of(other, Path.of("pom.xml"))) {
            assertThatThrownBy(() -> tokenizers.open(refused, "other"))
                    .isInstanceOfSatisfying(
                            AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE))
                    .hasMessageContaining("tokenizer.json cannot be read");
        }
        assertThat(tokenizers.held()).isZero();
    }

    @Test
    void survivesClosingUnderLoad() {
        for (int round = 0; round < 50; round++) {
            Tokenizer tokenizer = tokenizers.open(TINY, "tiny");
            ClosingUnderLoad.survives(
                    tokenizer,
                    t -> assertThat(t.tokenize("solar wind power").size()).isEqualTo(3),
                    tokenizer::close);
            assertThat(tokenizers.held()).isZero();
        }
    }
}
