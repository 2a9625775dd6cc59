package org.esmap.ai.core.model;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleTest {
    record Table(String name, List<Row> rows) {}

    record Row(double share, Map<String, String> pages) {}

    private static ModelManifest manifest() throws IOException {
        String json = """
                {"id":"echo","version":"1.0.0","task":"echo","title":"Echo","runtime":"table","licence":"MIT","files":[]}
                """;
        return StrictJson.MAPPER.readValue(json, ModelManifest.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"a"}                                              | table.json/rows: Missing creator property 'rows'
            {"name":"a","rows":[{"share":1}]}                         | table.json/rows/0/pages: Missing creator property 'pages'
            {"name":"a","rows":[{"pages":{}}]}                        | table.json/rows/0/share: Missing creator property 'share'
            {"name":null,"rows":[]}                                   | table.json/name: Null value for creator property 'name'
            {"name":"a","rows":[{"share":"x","pages":{}}]}            | table.json/rows/0/share: Cannot coerce String value
            {"name":"a","rows":[{"share":1,"pages":{},"more":1}]}     | table.json/rows/0/more: Unrecognized field "more"
            """)
    void saysWhatATableLacks(String text, String told, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("stored"), text);
        Bundle bundle = new Bundle(manifest(), "digest", Map.of("table.json", file));

        assertThatExceptionOfType(AiException.class)
                .isThrownBy(() -> bundle.json("table.json", Table.class))
                .withMessageStartingWith(told)
                .withMessageNotContaining("DeserializationFeature");
    }
}
