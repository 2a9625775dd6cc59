package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.versions.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportsTest {
    private static final byte[] MORE = "more".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path data;

    private Installation node;

    @BeforeEach
    void start() throws IOException {
        node = new Installation(data, TestDatabase.H2.open()).started();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void take(String number, Map<String, byte[]> more) throws IOException {
        node.imports.archive(node.model, Installation.zip(number, more), Origin.BUNDLE, Installation.ANN);
    }

    @Test
    void refusesOtherContentUnderAKnownNumberAndKeepsNothingOfIt() throws IOException {
        take("1.1.0", Map.of());
        take("1.1.0", Map.of());

        assertThatThrownBy(() -> take("1.1.0", Map.of("more", MORE)))
                .hasMessageContaining("exists with another content");

        assertThat(node.versions.of(ToyModel.ID)).hasSize(2);
        assertThat(blob(MORE)).doesNotExist();
        assertThat(data.resolve("staging")).isEmptyDirectory();
    }

    private Path blob(byte[] content) {
        String digest = Digests.sha256(content);
        return data.resolve("artefacts").resolve(digest.substring(0, 2)).resolve(digest);
    }
}
