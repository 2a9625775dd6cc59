package org.esmap.ai.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.registry.Registry;

/**
 * UP once every model has been loaded, warmed up and routed to; one that cannot be loaded is named with the reason, and
 * so is one for which another version answers than was decided. A model keeps a live version from then on, so that
 * neither load nor a lost database makes this DOWN again.
 */
@Startup
@Readiness
@ApplicationScoped
public class ModelsLive implements HealthCheck {
    private final Registry registry;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected ModelsLive() {
        this.registry = null;
    }

    @Inject
    public ModelsLive(Registry registry) {
        this.registry = registry;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("models").status(registry.ready());
        for (Model model : registry.models()) {
            response.withData(model.id().value(), state(model));
        }
        return response.build();
    }

    private String state(Model model) {
        Optional<String> trouble = registry.trouble(model.id());
        return registry.traffic(model.id())
                .map(traffic -> traffic.live().manifest().version().value()
                        + trouble.map(why -> ", not as was decided: " + why).orElse(""))
                .or(() -> trouble.map(why -> "not loaded: " + why))
                .orElse("loading");
    }
}
