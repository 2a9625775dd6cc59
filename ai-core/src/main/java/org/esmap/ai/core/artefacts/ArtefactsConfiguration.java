package org.esmap.ai.core.artefacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;

/** Opens the store in the folder {@code artefacts} below {@code ai.data}, the platform's data folder. */
@ApplicationScoped
class ArtefactsConfiguration {
    @Produces
    @Singleton
    ArtefactStore store(Config config) {
        return new ArtefactStore(Path.of(config.getValue("ai.data", String.class), "artefacts"));
    }
}
