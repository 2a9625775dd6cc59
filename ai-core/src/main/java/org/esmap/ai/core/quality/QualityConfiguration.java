package org.esmap.ai.core.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * Reads {@link LogSettings} from MicroProfile Config: {@code ai.log.capacity} (20000), {@code ai.log.batch} (1000),
 * {@code ai.log.interval} (PT0.25S), {@code ai.log.retention} (P90D), {@code ai.feedback.retention} (for ever).
 */
@ApplicationScoped
class QualityConfiguration {
    @Produces
    @Singleton
    LogSettings settings(Config config) {
        return new LogSettings(
                config.getOptionalValue("ai.log.capacity", Integer.class).orElse(20_000),
                config.getOptionalValue("ai.log.batch", Integer.class).orElse(1_000),
                config.getOptionalValue("ai.log.interval", Duration.class).orElse(Duration.ofMillis(250)),
                config.getOptionalValue("ai.log.retention", Duration.class).orElse(Duration.ofDays(90)),
                config.getOptionalValue("ai.feedback.retention", Duration.class).orElse(null));
    }
}
