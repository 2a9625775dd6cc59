package org.esmap.ai.core.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Tells operators: in the log, as the metric {@code ai_alerts_total}, and to a webhook where {@code ai.alerts.webhook}
 * names one. The webhook's body is signed with the key {@code ai.alerts.webhook-key}: the header {@code X-ESMAP-Signature}
 * is {@code sha256=} and the hex of HMAC-SHA-256 over the header {@code X-ESMAP-Timestamp}, a dot and the body.
 */
@ApplicationScoped
class AlertSinks {
    private static final Logger LOG = System.getLogger(AlertSinks.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Metadata COUNTED = Metadata.builder()
            .withName("ai_alerts_total")
            .withDescription("Versions that were withdrawn, or could not be, by kind and model")
            .build();

    private final Registry registry;
    private final @Nullable MetricRegistry metrics;
    private final Optional<URI> webhook;
    private final Optional<String> key;
    private final HttpClient client;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected AlertSinks() {
        this.client = null;
        this.registry = null;
        this.metrics = null;
        this.webhook = Optional.empty();
        this.key = Optional.empty();
    }

    @Inject
    AlertSinks(Registry registry, Instance<MetricRegistry> metrics, Config config) {
        this.registry = registry;
        this.metrics = metrics.isResolvable() ? metrics.get() : null;
        this.webhook = config.getOptionalValue("ai.alerts.webhook", URI.class);
        this.key = config.getOptionalValue("ai.alerts.webhook-key", String.class);
        this.client = Https.client(PATIENCE, SourceSettings.certificates(config));
        if (webhook.isPresent() && key.isEmpty()) {
            throw new IllegalStateException("ai.alerts.webhook needs ai.alerts.webhook-key to sign with");
        }
        if (!webhook.map(AlertSinks::callable).orElse(true)) {
            throw new IllegalStateException("ai.alerts.webhook must begin with https:// or http:// and a host");
        }
    }

    private static boolean callable(URI address) {
        return address.getHost() != null && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
    }

    /** Looks at the settings when the application starts rather than at the first alert, and has a series for it to rise. */
    void begin(@Observes Startup started) {
        for (Model model : registry.models()) {
            counter(Alert.WITHDRAWN, model.id());
            counter(Alert.NOT_WITHDRAWN, model.id());
        }
    }

    private @Nullable Counter counter(String kind, ModelId model) {
        return metrics == null
                ? null
                : metrics.counter(COUNTED, new Tag("kind", kind), new Tag("model", model.value()));
    }

    void hear(@Observes Alert alert) {
        LOG.log(Level.ERROR, "{0}: {1} {2}: {3}", alert.kind(), alert.model(), alert.version(), alert.detail());
        Counter counter = counter(alert.kind(), alert.model());
        if (counter != null) {
            counter.inc();
        }
        webhook.ifPresent(address -> send(address, alert));
    }

    private void send(URI address, Alert alert) {
        String timestamp = Long.toString(alert.at().getEpochSecond());
        String body = body(alert);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-ESMAP-Timestamp", timestamp)
                .header("X-ESMAP-Signature", "sha256=" + signature(key.orElseThrow(), timestamp + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((response, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "The alert's webhook cannot be reached", failure);
            } else if (response.statusCode() >= 300) {
                LOG.log(Level.WARNING, "The alert's webhook answered {0}", response.statusCode());
            }
        });
    }

    private static String body(Alert alert) {
        try {
            return StrictJson.MAPPER.writeValueAsString(Map.of(
                    "at", alert.at().toString(),
                    "kind", alert.kind(),
                    "model", alert.model().value(),
                    "version", alert.version().value(),
                    "detail", alert.detail()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can be written as JSON", e);
        }
    }

    /** Hex of HMAC-SHA-256 (RFC 2104). */
    static String signature(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
