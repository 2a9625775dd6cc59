package org.esmap.ai.core.scheduling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.inject.ConfigExtension;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulingConfigurationTest {
    private static final String PERMITS = "ai.scheduling.permits";

    @AfterEach
    void forget() {
        System.clearProperty(PERMITS);
    }

    @Test
    void startsWithNoSettingThatItCannotFollow() {
        System.setProperty(PERMITS, "0");
        Weld container = new Weld()
                .disableDiscovery()
                .addExtension(new ConfigExtension())
                .addBeanClass(SchedulingConfiguration.class);

        assertThatThrownBy(container::initialize).hasStackTraceContaining(PERMITS);
    }
}
