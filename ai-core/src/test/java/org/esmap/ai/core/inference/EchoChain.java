package org.esmap.ai.core.inference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.config.inject.ConfigExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.util.AnnotationLiteral;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.caching.AnswerCache;
import org.esmap.ai.core.caching.CachingExtension;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.scheduling.NativeWork;
import org.esmap.ai.core.scheduling.Workers;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.proxy.WeldClientProxy;
import org.jspecify.annotations.Nullable;

/** The whole chain in a real CDI container, around a model that says what it is asked: see {@link EchoModel}. */
final class EchoChain implements AutoCloseable {
    static final ModelId ECHO = new ModelId("echo");
    private static final String SCHEMA =
            "{\"type\":\"string\",\"minLength\":1,\"maxLength\":100,\"pattern\":\"\\\\S\"}";

    private final WeldContainer container;
    final Registry registry;
    final Inference inference;

    /** Keeps what the chain reports. */
    @ApplicationScoped
    static class Recorded {
        private final ConcurrentLinkedQueue<InferenceRecord> records = new ConcurrentLinkedQueue<>();

        ConcurrentLinkedQueue<InferenceRecord> all() {
            return records;
        }

        void record(@Observes InferenceRecord record) {
            records.add(record);
        }
    }

    /** Starts with version 1.0.0 and two permits. */
    EchoChain(Path data) {
        System.setProperty("ai.data", data.toString());
        System.setProperty("ai.scheduling.permits", "2");
        container = new Weld()
                .disableDiscovery()
                .addExtension(new ConfigExtension())
                .addExtension(new CachingExtension())
                .addPackages(false, Inference.class, Registry.class, AnswerCache.class, NativeWork.class)
                .addPackages(false, ArtefactStore.class)
                .addBeanClasses(EchoModel.class, Recorded.class)
                .initialize();
        registry = container.select(Registry.class).get();
        inference = container.select(Inference.class).get();
        registry.route(ECHO, Traffic.only(version("1.0.0")));
    }

    @Override
    public void close() {
        container.close();
        System.clearProperty("ai.scheduling.permits");
    }

    void forget() {
        container.select(Recorded.class).get().all().clear();
    }

    EchoModel real() {
        return (EchoModel)
                ((WeldClientProxy) (Object) container.select(EchoModel.class).get())
                        .getMetadata()
                        .getContextualInstance();
    }

    ExecutorService workers() {
        return container
                .select(ExecutorService.class, new AnnotationLiteral<Workers>() {})
                .get();
    }

    int runs() {
        return real().runs.get();
    }

    Gate gate() {
        return real().gate;
    }

    List<InferenceRecord> records() {
        return List.copyOf(container.select(Recorded.class).get().all());
    }

    static String unique() {
        return UUID.randomUUID().toString();
    }

    static ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    static InferenceRequest request(String text) {
        return request(text, null);
    }

    static InferenceRequest request(String text, @Nullable Duration timeout) {
        return new InferenceRequest(
                "echo", TextNode.valueOf(text), none(), null, true, timeout, text, System.nanoTime());
    }

    Answer answer(InferenceRequest request) throws ExecutionException, InterruptedException {
        return inference.infer(request).toCompletableFuture().get();
    }

    static String json(Answer answer) {
        return new String(answer.output(), StandardCharsets.UTF_8);
    }

    LoadedVersion version(String number) {
        byte[] schema = SCHEMA.getBytes(StandardCharsets.UTF_8);
        String manifest = """
                {"id":"echo","version":"%s","task":"echo","title":"Echo","runtime":"table","licence":"Apache-2.0",
                 "limits":{"timeoutMs":60000},"files":[{"path":"input.schema.json","sha256":"%s","size":%d}]}
                """.formatted(number, Digests.sha256(schema), schema.length);
        Map<String, byte[]> files =
                Map.of("model.json", manifest.getBytes(StandardCharsets.UTF_8), "input.schema.json", schema);
        ArtefactStore store = container.select(ArtefactStore.class).get();
        try {
            return registry.load(store.open(store.install(path -> new ByteArrayInputStream(files.get(path)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
