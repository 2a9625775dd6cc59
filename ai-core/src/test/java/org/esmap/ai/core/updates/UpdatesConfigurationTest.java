package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.inject.ConfigExtension;
import java.nio.file.Path;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdatesConfigurationTest {
    private String key = "";

    @TempDir
    Path data;

    @AfterEach
    void forget() {
        System.clearProperty("ai.data");
        System.clearProperty(key);
    }

    @ParameterizedTest
    @CsvSource({
        "ai.updates.interval,PT0.0005S",
        "ai.updates.interval,PT5M0.001S",
        "ai.updates.public-key,none",
        "ai.import.max-files,0",
        "ai.import.max-bytes,0",
        "ai.import.max-ratio,1",
        "ai.import.trial-memory-mib,1",
        "ai.import.trial-limit,PT0S",
        "ai.validation.margin,2",
        "ai.validation.limit,PT0.9S",
        "ai.watch.minimum,0",
        "ai.watch.errors,0.01",
        "ai.watch.slow,0.05",
        "ai.watch.wrong,0.1",
        "ai.watch.after,PT-1S"
    })
    void startsWithNoSettingThatItCannotFollow(String name, String value) {
        key = name;
        System.setProperty("ai.data", data.toString());
        System.setProperty(name, value);
        Weld container = new Weld()
                .disableDiscovery()
                .addExtension(new ConfigExtension())
                .addBeanClass(UpdatesConfiguration.class);

        assertThatThrownBy(container::initialize).hasStackTraceContaining(name);
    }
}
