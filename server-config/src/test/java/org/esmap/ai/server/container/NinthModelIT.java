package org.esmap.ai.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.Inference;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.inference.Source;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.registry.Registry;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One class and one bundle make a model that the whole platform serves, guarded by the container's fault tolerance. */
@ExtendWith(ArquillianExtension.class)
class NinthModelIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Inject
    Registry registry;

    @Inject
    Inference inference;

    @Inject
    EchoModel echo;

    @Deployment
    static WebArchive platform() {
        WebArchive war = PlatformArchive.named("platform", NinthModelIT.class, EchoModel.class);
        for (String file : new String[] {
            "model.json",
            "input.schema.json",
            "parameters.schema.json",
            "output.schema.json",
            "example.json",
            "golden.jsonl",
            "MODEL_CARD.md"
        }) {
            war.addAsResource("models/echo/1.0.0/" + file);
        }
        return war;
    }

    @BeforeEach
    void waitUntilTheModelIsLiveAndWarm() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (registry.traffic(new ModelId("echo")).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        ask("echo", "warm-up");
    }

    @Test
    void isServedBesideTheOthers() throws Exception {
        assertThat(registry.ids()).contains("echo", "climate-bert");

        Answer answer = ask("echo", "wind");

        assertThat(output(answer)).isEqualTo("{\"text\":\"wind\"}");
        assertThat(answer.source()).isEqualTo(Source.MODEL);
    }

    @Test
    void answersASecondTimeFromTheCache() throws Exception {
        Answer first = ask("echo", "sun");
        int calls = echo.calls();
        Answer second = ask("echo", "sun");

        assertThat(first.source()).isEqualTo(Source.MODEL);
        assertThat(second.source()).isEqualTo(Source.CACHE);
        assertThat(output(second)).isEqualTo(output(first));
        assertThat(echo.calls()).isEqualTo(calls);
    }

    @Test
    void substitutesForAModelThatHangsAndNeverKeepsTheSubstitute() throws Exception {
        Answer first = ask("echo", "hang");
        int calls = echo.calls();
        Answer second = ask("echo", "hang");

        assertThat(first.source()).isEqualTo(Source.FALLBACK);
        assertThat(first.degraded()).isTrue();
        assertThat(Duration.ofNanos(first.latencyNanos())).isLessThan(Duration.ofSeconds(30));
        assertThat(second.source()).isEqualTo(Source.FALLBACK);
        assertThat(echo.calls()).isEqualTo(calls + 1);
    }

    @Test
    void substitutesForAModelThatFails() throws Exception {
        assertThat(ask("echo", "fail").source()).isEqualTo(Source.FALLBACK);
    }

    @Test
    void refusesAnUnknownModelAndNamesTheKnownOnes() {
        assertThatThrownBy(() -> ask("no-such-model", "wind"))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("echo");
    }

    private Answer ask(String model, String text) throws Exception {
        return inference
                .infer(new InferenceRequest(
                        model,
                        JsonNodeFactory.instance.textNode(text),
                        JsonNodeFactory.instance.objectNode(),
                        null,
                        true,
                        null,
                        "test",
                        System.nanoTime()))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private static String output(Answer answer) {
        return new String(answer.output(), StandardCharsets.UTF_8);
    }
}
