package org.esmap.ai.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    @Test
    void nameEveryScript() throws IOException, URISyntaxException {
        URL folder = Migrations.class.getClassLoader().getResource(Migrations.FOLDER);

        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Migrations.SCRIPTS);
        }
    }

    /** As in a folder with a space, where Liberty and Flyway do not understand each other. */
    @Test
    void needNoSearchOfTheClassPath() throws SQLException {
        DataSource database = TestDatabase.H2.fresh();
        ClassLoader unsearched = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.startsWith("db/") ? Collections.emptyEnumeration() : super.getResources(name);
            }
        };

        TestDatabase.source(database).migrate(unsearched);

        try (Connection connection = database.getConnection();
                ResultSet table = connection.getMetaData().getTables(null, null, "MODEL_VERSION", null)) {
            assertThat(table.next()).isTrue();
        }
    }
}
