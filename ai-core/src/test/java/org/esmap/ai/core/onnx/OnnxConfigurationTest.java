package org.esmap.ai.core.onnx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.inject.ConfigExtension;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnnxConfigurationTest {
    private static final String THREADS = "ai.onnx.intra-op-threads";

    @AfterEach
    void forget() {
        System.clearProperty(THREADS);
    }

    @Test
    void startsWithNoSettingThatItCannotFollow() {
        System.setProperty(THREADS, "0");
        Weld container = new Weld()
                .disableDiscovery()
                .addExtension(new ConfigExtension())
                .addBeanClass(OnnxConfiguration.class);

        assertThatThrownBy(container::initialize).hasStackTraceContaining(THREADS);
    }
}
