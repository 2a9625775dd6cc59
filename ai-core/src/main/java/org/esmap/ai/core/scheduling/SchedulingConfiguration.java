package org.esmap.ai.core.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.Config;

/**
 * Reads {@link SchedulingSettings} from MicroProfile Config and makes the platform's own threads:
 * {@code ai.scheduling.permits} (default: cores), {@code ai.scheduling.max-wait} (PT1S),
 * {@code ai.scheduling.max-queued} (2000), {@code ai.scheduling.brief} (PT0.02S).
 */
@ApplicationScoped
class SchedulingConfiguration {
    private static final String MANAGED = "java:comp/DefaultManagedThreadFactory";

    @Produces
    @Singleton
    SchedulingSettings settings(Config config) {
        return new SchedulingSettings(
                config.getOptionalValue("ai.scheduling.permits", Integer.class)
                        .orElse(Runtime.getRuntime().availableProcessors()),
                config.getOptionalValue("ai.scheduling.max-wait", Duration.class)
                        .orElse(Duration.ofSeconds(1)),
                config.getOptionalValue("ai.scheduling.max-queued", Integer.class)
                        .orElse(2_000),
                config.getOptionalValue("ai.scheduling.brief", Duration.class).orElse(Duration.ofMillis(20)));
    }

    /** Looks at the settings when the application starts rather than at the first question. */
    void check(@Observes Startup started, SchedulingSettings settings) {}

    @Produces
    @Singleton
    @Workers
    ExecutorService workers() {
        return Executors.newCachedThreadPool(threads());
    }

    void stop(@Disposes @Workers ExecutorService workers) {
        workers.shutdownNow();
    }

    /** The container's factory, whose threads know the application; plain daemon threads outside a container. */
    private static ThreadFactory threads() {
        try {
            return (ThreadFactory) InitialContext.doLookup(MANAGED);
        } catch (NamingException outsideContainer) {
            return work -> {
                Thread thread = new Thread(work, "ai-worker");
                thread.setDaemon(true);
                return thread;
            };
        }
    }
}
