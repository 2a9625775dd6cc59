package org.esmap.ai.web.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingFilterTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"gzip", "GZIP", "identity", "deflate"})
    void takesWhatTheContainerUndoes(@Nullable String encoding) {
        assertThat(EncodingFilter.isUndone(encoding)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip, br", ""})
    void refusesOthers(String encoding) {
        assertThat(EncodingFilter.isUndone(encoding)).isFalse();
    }
}
