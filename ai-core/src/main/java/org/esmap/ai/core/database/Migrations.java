package org.esmap.ai.core.database;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The steps to the schema, each by its name. Flyway's own search of the class path finds them but cannot read them where the
 * server lies in a folder whose name a URL escapes, such as one with a space: it expects Liberty's address of a file to hold
 * that of the folder as it has unescaped it.
 */
final class Migrations implements ResourceProvider {
    static final String FOLDER = "db/migration/";

    /** Every file of the folder. */
    static final List<String> SCRIPTS = List.of("V1__versions_and_log.sql", "V2__log_by_time.sql");

    private final ClassLoader loader;

    Migrations(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return null; // settings of a single script: none has any
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return SCRIPTS.stream()
                .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    private final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream script = loader.getResourceAsStream(getAbsolutePath());
            if (script == null) {
                throw new IllegalStateException("No migration was found on the class path as " + getAbsolutePath());
            }
            return new InputStreamReader(script, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
