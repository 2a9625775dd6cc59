package org.esmap.ai.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private static final ModelId MODEL = new ModelId("broken");
    private static final String GOLDEN = "{\"name\":\"any\",\"input\":{},\"expect\":{}}\n";

    @TempDir
    Path data;

    private final AtomicLong nanos = new AtomicLong();
    private final GuardedModel model = new GuardedModel();
    private final Registry registry = TestRegistry.of(nanos::get, model);

    @Test
    void saysThatAModelIsOnItsWayUntilItIsKnownNotToBe() {
        assertThatThrownBy(() -> registry.hold(MODEL, "", null)).hasMessageContaining("still being loaded");

        registry.cannotLoad(MODEL, new AiException(ErrorCode.INVALID_BUNDLE, "tensor input_ids is missing"));

        assertThatThrownBy(() -> registry.hold(MODEL, "", null)).hasMessageContaining("tensor input_ids is missing");
        assertThat(registry.trouble(MODEL)).hasValue("tensor input_ids is missing");
    }

    @Test
    void keepsWhatIsNotMeantForCallersInTheLog() {
        registry.cannotLoad(MODEL, new UnsatisfiedLinkError("/usr/lib/secret.so"));

        assertThat(registry.trouble(MODEL)).hasValue("the log says why");
    }

    @Test
    void forgetsATroubleOnceSomethingAnswersAndALaterOneOnceAllIsWell() throws IOException {
        RuntimeException trouble = new IllegalStateException("a candidate");
        registry.cannotLoad(MODEL, trouble);
        LoadedVersion first = load("1.0.0");
        registry.route(MODEL, Traffic.only(first));
        assertThat(registry.trouble(MODEL)).isEmpty();

        registry.cannotLoad(MODEL, trouble);
        registry.route(MODEL, new Traffic(first, load("0.9.0"), null, Traffic.Trial.NONE, 0));
        assertThat(registry.trouble(MODEL)).isPresent();

        registry.recovered(MODEL);
        assertThat(registry.trouble(MODEL)).isEmpty();
    }

    @Test
    void takesTheFirstVersionForSettledAndNoneThatIsNotLive() throws IOException {
        LoadedVersion first = load("1.0.0");
        LoadedVersion second = load("1.1.0");
        registry.route(model.id(), Traffic.only(first));
        assertThat(registry.settled(first)).as("nobody was before").isTrue();

        registry.route(model.id(), new Traffic(first, null, second, Traffic.Trial.CANARY, 50));
        assertThat(registry.settled(first)).isTrue();
        assertThat(registry.settled(second)).as("on trial").isFalse();

        registry.route(model.id(), new Traffic(second, first, null, Traffic.Trial.NONE, 0));
        assertThat(registry.settled(first)).as("not live").isFalse();
        assertThat(registry.settled(second)).as("only just live").isFalse();
    }

    @Test
    void settlesAVersionOnceItAnswersThoughTheOneBeforeOpenedTheCircuit() throws IOException {
        LoadedVersion second = promoted();
        model.open = true;
        registry.settle(model.id());
        assertThat(model.guarded).as("what still runs of the one before").hasValue(0);

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        registry.settle(model.id());
        assertThat(registry.settled(second)).as("the circuit is open").isFalse();
        assertThat(model.guarded).hasValue(1);

        model.open = false;
        assertThat(registry.settleDue(model.id())).isTrue();
        registry.settle(model.id());
        assertThat(registry.settled(second)).isTrue();
        assertThat(model.guarded)
                .as("no fault of the one before is looked back on")
                .hasValue(21);
        assertThat(registry.settleDue(model.id())).isFalse();
    }

    @Test
    void settlesNoVersionThatFailsBehindFaultTolerance() throws IOException {
        LoadedVersion second = promoted();
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        model.meanwhile = () -> {
            throw new IllegalStateException("no fallback");
        };

        registry.settle(model.id());

        assertThat(registry.settled(second)).isFalse();
        assertThat(registry.settleDue(model.id())).as("again").isTrue();
    }

    @Test
    void settlesNoVersionThatMakesWayMeanwhile() throws IOException {
        LoadedVersion second = promoted();
        LoadedVersion third = load("1.2.0");
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        model.meanwhile = () -> {
            assertThat(registry.settleDue(model.id())).as("under way").isFalse();
            registry.route(model.id(), new Traffic(third, second, null, Traffic.Trial.NONE, 0));
        };

        registry.settle(model.id());

        assertThat(registry.settled(second)).isFalse();
        assertThat(registry.settled(third)).isFalse();
    }

    @Test
    void takesNoVersionForSettledWhileTrafficSwitchesToIt() throws IOException {
        List<Boolean> settled = new ArrayList<>();
        Registry[] switching = new Registry[1];
        switching[0] = TestRegistry.of(
                () -> {
                    switching[0]
                            .traffic(model.id())
                            .ifPresent(now -> settled.add(
                                    now.live().manifest().version().value().equals("1.1.0")
                                            && switching[0].settled(now.live())));
                    return nanos.get();
                },
                model);
        switching[0].route(model.id(), Traffic.only(load("1.0.0")));

        switching[0].route(model.id(), Traffic.only(load("1.1.0")));

        assertThat(settled).containsOnly(false);
    }

    @Test
    void warmsTheFaultToleranceOfAModelWithItsFirstVersionAlone() throws IOException {
        registry.route(model.id(), Traffic.only(load("1.0.0")));
        assertThat(model.guarded.get()).isEqualTo(1);

        load("1.1.0");

        assertThat(model.guarded.get()).isEqualTo(1);
    }

    /** A version that has just replaced another. */
    private LoadedVersion promoted() throws IOException {
        LoadedVersion first = load("1.0.0");
        LoadedVersion second = load("1.1.0");
        registry.route(model.id(), Traffic.only(first));
        registry.route(model.id(), new Traffic(second, first, null, Traffic.Trial.NONE, 0));
        model.guarded.set(0);
        return second;
    }

    private LoadedVersion load(String number) throws IOException {
        byte[] golden = GOLDEN.getBytes(StandardCharsets.UTF_8);
        String manifest = """
                {"id":"guarded","version":"%s","task":"any","title":"Any","runtime":"table","licence":"Apache-2.0",
                 "files":[{"path":"%s","sha256":"%s","size":%d}]}
                """.formatted(number, Bundle.GOLDEN, Digests.sha256(golden), golden.length);
        Map<String, byte[]> files =
                Map.of("model.json", manifest.getBytes(StandardCharsets.UTF_8), Bundle.GOLDEN, golden);
        ArtefactStore store = new ArtefactStore(data);
        return registry.load(store.open(store.install(path -> new ByteArrayInputStream(files.get(path)))));
    }
}
