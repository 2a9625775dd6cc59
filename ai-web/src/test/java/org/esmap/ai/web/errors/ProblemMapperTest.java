package org.esmap.ai.web.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {
    @Test
    void callsABodyThatCannotBeReadTheCallersFault() {
        IOException noBoundary = new IOException("Unable to get boundary for multipart");

        assertThat(ProblemMapper.problem(noBoundary).status()).isEqualTo(400);
        assertThat(ProblemMapper.problem(noBoundary).detail()).contains("boundary");
    }

    @Test
    void callsWhatThePlatformCannotReadOrWriteItsOwnFault() {
        assertThat(ProblemMapper.problem(new UncheckedIOException(new IOException("disk full")))
                        .status())
                .isEqualTo(500);
        assertThat(ProblemMapper.problem(new JsonGenerationException("no tree", (Throwable) null, null))
                        .status())
                .isEqualTo(500);
    }
}
