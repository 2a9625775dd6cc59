package org.esmap.ai.core.scheduling;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.inject.ConfigExtension;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulingConfigurationTest {
    private String key = "";

    @AfterEach
    void forget() {
        System.clearProperty(key);
    }

    @ParameterizedTest
    @CsvSource({"ai.scheduling.permits,0", "ai.scheduling.max-wait,PT-1S", "ai.scheduling.brief,PT-0.02S"})
    void startsWithNoSettingThatItCannotFollow(String name, String value) {
        key = name;
        System.setProperty(name, value);
        Weld container = new Weld()
                .disableDiscovery()
                .addExtension(new ConfigExtension())
                .addBeanClass(SchedulingConfiguration.class);

        assertThatThrownBy(container::initialize).hasStackTraceContaining(name);
    }
}
