package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * Reads the settings of this package from MicroProfile Config: {@code ai.data}; {@code ai.updates.interval} (PT2S);
 * {@code ai.import.max-files} (200), {@code ai.import.max-bytes} (1073741824), {@code ai.import.max-ratio} (200),
 * {@code ai.import.trial-memory-mib} (4096), {@code ai.import.trial-limit} (PT2M); {@code ai.validation.margin} (0.02),
 * {@code ai.validation.latency-share} (0.5), {@code ai.validation.limit} (PT30M); {@code ai.watch.minimum} (20),
 * {@code ai.watch.errors} (0.05), {@code ai.watch.fallbacks} (0.05), {@code ai.watch.slow} (0.3), {@code ai.watch.wrong}
 * (0.3), {@code ai.watch.after} (PT1H); {@code ai.updates.folders}, {@code ai.updates.hosts} (nothing),
 * {@code ai.updates.public-key}, {@code ai.trusted.certificates}.
 */
@ApplicationScoped
class UpdatesConfiguration {
    @Produces
    @Singleton
    UpdatesSettings settings(Config config) {
        return new UpdatesSettings(
                Path.of(config.getValue("ai.data", String.class)),
                value(config, "ai.updates.interval", Duration.class, Duration.ofSeconds(2)));
    }

    @Produces
    @Singleton
    ImportLimits imports(Config config) {
        return new ImportLimits(
                value(config, "ai.import.max-files", Integer.class, 200),
                value(config, "ai.import.max-bytes", Long.class, 1L << 30),
                value(config, "ai.import.max-ratio", Integer.class, 200));
    }

    @Produces
    @Singleton
    ValidationSettings validation(Config config) {
        return new ValidationSettings(
                value(config, "ai.validation.margin", Double.class, 0.02),
                value(config, "ai.validation.latency-share", Double.class, 0.5),
                value(config, "ai.validation.limit", Duration.class, Duration.ofMinutes(30)));
    }

    @Produces
    @Singleton
    WatchSettings watch(Config config) {
        return new WatchSettings(
                value(config, "ai.watch.minimum", Integer.class, 20),
                value(config, "ai.watch.errors", Double.class, 0.05),
                value(config, "ai.watch.fallbacks", Double.class, 0.05),
                value(config, "ai.watch.slow", Double.class, 0.3),
                value(config, "ai.watch.wrong", Double.class, 0.3),
                value(config, "ai.watch.after", Duration.class, Duration.ofHours(1)));
    }

    @Produces
    @Singleton
    TrialProcess trial(Config config, Staging staging) {
        return new TrialProcess(
                new TrialSettings(
                        value(config, "ai.import.trial-memory-mib", Integer.class, 4096),
                        value(config, "ai.import.trial-limit", Duration.class, Duration.ofMinutes(2))),
                staging);
    }

    @Produces
    @Singleton
    SourceSettings sources(Config config) {
        return new SourceSettings(
                config.getOptionalValues("ai.updates.folders", String.class).orElse(List.of()).stream()
                        .map(Path::of)
                        .toList(),
                config.getOptionalValues("ai.updates.hosts", String.class).orElse(List.of()),
                config.getOptionalValue("ai.updates.public-key", String.class).map(SourceSettings::publicKey),
                SourceSettings.certificates(config));
    }

    @Produces
    @Singleton
    LivePointers pointers(UpdatesSettings settings) {
        return new LivePointers(settings.data().resolve("live"));
    }

    @Produces
    @Singleton
    Staging staging(UpdatesSettings settings) {
        return new Staging(settings.data().resolve("staging"));
    }

    /** Looks at every setting when the application starts rather than at the first round, import or promotion. */
    void check(
            @Observes Startup started,
            UpdatesSettings updates,
            ImportLimits imports,
            ValidationSettings validation,
            WatchSettings watch,
            TrialProcess trial,
            SourceSettings sources) {}

    private static <T> T value(Config config, String name, Class<T> type, T otherwise) {
        return config.getOptionalValue(name, type).orElse(otherwise);
    }
}
