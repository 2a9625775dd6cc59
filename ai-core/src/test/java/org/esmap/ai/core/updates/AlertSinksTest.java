package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.inject.ConfigExtension;
import org.esmap.ai.core.registry.Registry;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSinksTest {
    private static final String WEBHOOK = "ai.alerts.webhook";
    private static final String KEY = "ai.alerts.webhook-key";

    @AfterEach
    void forget() {
        System.clearProperty(WEBHOOK);
        System.clearProperty(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops.example.org/alerts", "ftp://ops.example.org/alerts", "https:///alerts"})
    void startsWithNoWebhookThatCannotBeCalled(String address) {
        System.setProperty(WEBHOOK, address);
        System.setProperty(KEY, "secret");
        Weld container = new Weld()
                .disableDiscovery()
                .addExtension(new ConfigExtension())
                .addBeanClasses(AlertSinks.class, Registry.class);

        assertThatThrownBy(container::initialize).hasStackTraceContaining("ai.alerts.webhook must begin with");
    }

    @Test
    void signsAlertsAsHmacDoes() {
        // RFC 4231, test case 2
        assertThat(AlertSinks.signature("Jefe", "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
