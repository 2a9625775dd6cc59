package org.esmap.ai.core.onnx;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Reads {@link OnnxSettings} from MicroProfile Config: {@code ai.onnx.intra-op-threads}, default 1. */
@ApplicationScoped
class OnnxConfiguration {
    @Produces
    @Singleton
    OnnxSettings settings(Config config) {
        return new OnnxSettings(config.getOptionalValue("ai.onnx.intra-op-threads", Integer.class)
                .orElse(1));
    }

    /** Looks at the settings when the application starts rather than with the first network. */
    void check(@Observes Startup started, OnnxSettings settings) {}
}
