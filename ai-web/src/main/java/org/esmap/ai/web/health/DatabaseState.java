package org.esmap.ai.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.esmap.ai.core.database.Database;

/** Names a lost database. Always UP: loaded models answer without it. */
@Readiness
@ApplicationScoped
public class DatabaseState implements HealthCheck {
    private final Database database;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected DatabaseState() {
        this.database = null;
    }

    @Inject
    public DatabaseState(Database database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database")
                .withData("state", database.trouble() == null ? "answers" : "lost")
                .up()
                .build();
    }
}
