package org.esmap.ai.core.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.time.Duration;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** The container's data source {@code jdbc/ai}; {@code ai.database.patience} (PT3S) bounds each wait for it. */
@ApplicationScoped
class DatabaseConfiguration {
    @PersistenceUnit(unitName = "ai")
    EntityManagerFactory entityManagers;

    @Produces
    @Singleton
    DatabaseSource source(Config config) {
        Duration patience =
                config.getOptionalValue("ai.database.patience", Duration.class).orElse(Duration.ofSeconds(3));
        return new DatabaseSource(
                DatabaseConfiguration::lookUp, () -> entityManagers, Math.toIntExact(patience.toMillis()));
    }

    /** Looks at the settings when the application starts rather than with the first statement. */
    void check(@Observes Startup started, DatabaseSource source) {}

    private static DataSource lookUp() {
        try {
            return InitialContext.doLookup("jdbc/ai");
        } catch (NamingException e) {
            throw new AiException(ErrorCode.DATABASE_UNAVAILABLE, "The server defines no data source jdbc/ai", e);
        }
    }
}
