package org.esmap.ai.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribedModelTest {
    @Test
    void findsBundlesInFolders() {
        assertThat(DescribedModel.all(DescribedModelTest.class.getClassLoader()))
                .extracting(m -> m.request().toString())
                .contains(
                        "{\"model\":\"adder\",\"input\":{\"numbers\":[1,2]}}",
                        "{\"model\":\"echo\",\"input\":\"Wind turbines feed the grid.\"}");
    }

    @Test
    void findsBundlesInJars(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("some models.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "models/", "");
            put(zip, "models/ninth/1.0.0/model.json", "{\"id\":\"ninth\",\"route\":\"do-it\"}");
            put(zip, "models/ninth/1.0.0/input.schema.json", "{\"type\":\"string\"}");
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(DescribedModel.all(loader)).singleElement().satisfies(model -> {
                assertThat(model.id()).isEqualTo("ninth");
                assertThat(model.input().path("type").asText()).isEqualTo("string");
                assertThat(model.example().isMissingNode()).isTrue();
            });
        }
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
