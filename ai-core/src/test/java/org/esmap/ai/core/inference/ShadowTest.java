package org.esmap.ai.core.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.TestRegistry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.scheduling.NativeWork;
import org.esmap.ai.core.scheduling.SchedulingSettings;
import org.esmap.ai.core.security.RecordedEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowTest {
    @TempDir
    Path data;

    private final EchoModel model = new EchoModel();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CompletableFuture<ShadowRecord> told = new CompletableFuture<>();
    private final RecordedEvents<ShadowRecord> records = new RecordedEvents<>(told::complete);

    @Test
    void blamesNoVersionForACopyThatNeverRan() throws Exception {
        Registry registry = TestRegistry.of(model);
        LoadedVersion live = version(registry, "1.0.0", 1500);
        registry.route(model.id(), new Traffic(live, null, version(registry, "2.0.0", 1), Traffic.Trial.SHADOW, 0));
        NativeWork work =
                new NativeWork(new SchedulingSettings(1, Duration.ofSeconds(9), 10, Duration.ofMillis(20)), workers);
        Shadow shadow = new Shadow(registry, work, records);
        Gate gate = new Gate();
        CompletableFuture<Boolean> busy = work.submit(model.id(), Deadline.after(Duration.ofSeconds(30)), () -> {
            gate.pass();
            return true;
        });

        shadow.copy(request("late"), answer(live));
        TimeUnit.MILLISECONDS.sleep(5);
        gate.open();
        assertThat(busy.get(20, TimeUnit.SECONDS)).isTrue();
        work.submit(model.id(), Deadline.after(Duration.ofSeconds(30)), () -> true)
                .get(20, TimeUnit.SECONDS);
        assertThat(work.load().expired()).isEqualTo(1);
        assertThat(records.fired()).isEmpty();

        shadow.copy(request("fail"), answer(live));
        assertThat(told.get(20, TimeUnit.SECONDS).failed()).isTrue();
        workers.shutdown();
    }

    private static InferenceRequest request(String text) {
        return new InferenceRequest(
                "echo",
                TextNode.valueOf(text),
                JsonNodeFactory.instance.objectNode(),
                null,
                true,
                null,
                "k",
                System.nanoTime());
    }

    private Answer answer(LoadedVersion live) {
        return new Answer(
                "id",
                model.id(),
                live.manifest().version(),
                "echo",
                new byte[0],
                Source.MODEL,
                null,
                1,
                List.of(),
                null);
    }

    private LoadedVersion version(Registry registry, String number, int timeoutMs) throws IOException {
        byte[] manifest = """
                {"id":"echo","version":"%s","task":"echo","title":"Echo","runtime":"table","licence":"Apache-2.0",
                 "limits":{"timeoutMs":%d},"files":[]}
                """.formatted(number, timeoutMs).getBytes(StandardCharsets.UTF_8);
        ArtefactStore store = new ArtefactStore(data);
        return registry.load(store.open(store.install(path -> new ByteArrayInputStream(manifest))));
    }
}
