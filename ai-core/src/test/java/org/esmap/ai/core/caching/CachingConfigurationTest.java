package org.esmap.ai.core.caching;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.inject.ConfigExtension;
import jakarta.enterprise.context.ApplicationScoped;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Version;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachingConfigurationTest {
    private String key = "";

    @AfterEach
    void forget() {
        System.clearProperty(key);
    }

    @ParameterizedTest
    @CsvSource({
        "ai.cache.entries,0",
        "ai.cache.ttl,PT0S",
        "ai.cache.ttl,soon",
        "ai.cache.silent.entries,-1",
        "ai.cache.silent.ttl,PT0.5S",
        "ai.cache.max-answer-bytes,many",
        "ai.cache.max-answer-bytes,-1"
    })
    void startsWithNoSettingThatItCannotFollow(String name, String value) {
        key = name;
        System.setProperty(name, value);
        Weld container = new Weld()
                .disableDiscovery()
                .addExtension(new ConfigExtension())
                .addBeanClasses(CachingConfiguration.class, Silent.class);

        assertThatThrownBy(container::initialize).hasStackTraceContaining("ai.cache.");
    }

    /** A model that is asked nothing. */
    @ApplicationScoped
    static class Silent implements Model {
        @Override
        public ModelId id() {
            return new ModelId("silent");
        }

        @Override
        public Version shippedVersion() {
            return new Version("1.0.0");
        }

        @Override
        public Predictor open(Bundle bundle) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Prediction predict(Predictor predictor, Query query) {
            throw new UnsupportedOperationException();
        }
    }
}
