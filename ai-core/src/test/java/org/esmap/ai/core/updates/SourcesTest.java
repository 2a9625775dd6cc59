package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esmap.ai.core.artefacts.BundleSource;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.versions.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    Path data;

    @Test
    void takesInOnlyTheVersionThatTheIndexAnnounced() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Sources sources = new Sources(
                    new SourceSettings(List.of(), List.of(), Optional.empty(), Optional.empty()),
                    node.imports,
                    new Staging(data.resolve("fetch")));

            assertThatThrownBy(() -> sources.unpack(
                            node.model, Installation.zip("0.9.0", Map.of()), data.resolve("one"), new Version("1.1.0")))
                    .isInstanceOfSatisfying(
                            AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE))
                    .hasMessage("The index announced version 1.1.0, the bundle is version 0.9.0");
            assertThat(node.versions.of(ToyModel.ID)).hasSize(1);

            assertThat(sources.unpack(
                                    node.model,
                                    Installation.zip("1.1.0", Map.of()),
                                    data.resolve("two"),
                                    new Version("1.1.0"))
                            .origin())
                    .isEqualTo(Origin.SCHEDULE);
        }
    }

    @Test
    void takesInTheManifestThatWasVerified() throws IOException {
        BundleSource first = Installation.source("1.1.0");
        Iterator<BundleSource> changing =
                List.of(first, Installation.source("0.9.0")).iterator();

        Offer offer = new Offer(path -> changing.next().open(path));

        assertThat(offer.manifest().version()).isEqualTo(new Version("1.1.0"));
        assertThat(offer.bundle().open("model.json")).hasSameContentAs(first.open("model.json"));
    }
}
