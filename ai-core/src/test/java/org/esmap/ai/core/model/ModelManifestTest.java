package org.esmap.ai.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelManifestTest {
    private static final String SHA256 = "0".repeat(64);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'sha256':'SHA','size':1}]|null|files.path is missing",
                "[{'path':'a','size':1}]|null|files.sha256 is missing",
                "[]|{'recipe':'r'}|provenance.data is missing"
            },
            quoteCharacter = '`')
    void namesTheMemberThatIsMissing(String files, String provenance, String message) {
        String json = """
                {"id":"echo","version":"1.0.0","task":"echo","title":"Echo","runtime":"table","licence":"MIT",
                 "files":%s,"provenance":%s}
                """.formatted(files, provenance).replace('\'', '"').replace("SHA", SHA256);
        assertThatThrownBy(() -> StrictJson.MAPPER.readValue(json, ModelManifest.class))
                .isInstanceOfSatisfying(
                        JsonProcessingException.class,
                        e -> assertThat(StrictJson.told(e)).isEqualTo(message));
    }
}
