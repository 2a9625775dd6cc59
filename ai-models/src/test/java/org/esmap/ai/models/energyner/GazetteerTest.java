package org.esmap.ai.models.energyner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.StrictJson;
import org.junit.jupiter.api.Test;

class GazetteerTest {
    private static final Path FOLDER = Path.of("src/main/resources/models/energy-ner/1.0.0");

    private static Gazetteer shipped() throws IOException {
        ModelManifest manifest =
                StrictJson.MAPPER.readValue(Files.readString(FOLDER.resolve("model.json")), ModelManifest.class);
        return Gazetteer.of(new Bundle(manifest, "0", Map.of("gazetteer.json", FOLDER.resolve("gazetteer.json"))));
    }

    @Test
    void takesTheLongestNameThatBeginsFirst() throws IOException {
        assertThat(shipped().find("Kenya Power and First Solar met in Kenya."))
                .extracting(Entity::entityGroup, Entity::text)
                .containsExactly(tuple("ORG", "Kenya Power"), tuple("ORG", "First Solar"), tuple("LOC", "Kenya"));
    }
}
