package org.esmap.ai.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @Test
    void ordersByNumberAndPutsPreReleasesFirst() {
        List<Version> sorted = Stream.of(
                        "1.10.0", "1.2.0", "2.0.0", "1.2.0-rc.10", "1.2.0-rc.9", "1.2.0-rc.", "1.2.0-rc")
                .map(Version::new)
                .sorted()
                .toList();
        assertThat(sorted)
                .extracting(Version::value)
                .containsExactly("1.2.0-rc", "1.2.0-rc.9", "1.2.0-rc.10", "1.2.0-rc.", "1.2.0", "1.10.0", "2.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.0", "v1.0.0", "1.0.0 ", "1.0.0-", "../1.0.0", "1.0.0-a/b"})
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> new Version(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Climate", "a--b", "-a", "a_b", "../x", "a b"})
    void refusesOtherModelIds(String text) {
        assertThatThrownBy(() -> new ModelId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
