package org.esmap.ai.core.onnx;

import jakarta.enterprise.context.ApplicationScoped;
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
}
