package org.esmap.ai.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.config.inject.ConfigExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.caching.AnswerCache;
import org.esmap.ai.core.caching.CachingExtension;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.scheduling.NativeWork;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain in a real CDI container: cache annotations, single flight, deadlines, substitutes, switching. */
class InferenceTest {
    private static final ModelId ECHO = new ModelId("echo");
    private static final String SCHEMA =
            "{\"type\":\"string\",\"minLength\":1,\"maxLength\":100,\"pattern\":\"\\\\S\"}";

    @TempDir
    static Path data;

    private static WeldContainer container;
    private static Registry registry;
    private static Inference inference;
    private static EchoModel model;

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

    @BeforeAll
    static void start() throws IOException {
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
        model = container.select(EchoModel.class).get();
        registry.route(ECHO, Traffic.only(version("1.0.0")));
    }

    @AfterAll
    static void stop() {
        container.close();
        System.clearProperty("ai.scheduling.permits");
    }

    @BeforeEach
    void forget() {
        container.select(Recorded.class).get().all().clear();
    }

    @Test
    void answersTheSameQuestionFromTheCache() throws Exception {
        String text = unique();
        int before = runs();
        Answer first = answer(request(text));
        Answer second = answer(request(text));
        assertThat(first.source()).isEqualTo(Source.MODEL);
        assertThat(second.source()).isEqualTo(Source.CACHE);
        assertThat(second.output()).isEqualTo(first.output());
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(runs()).isEqualTo(before + 1);
        assertThat(records()).extracting(InferenceRecord::source).containsExactly(Source.MODEL, Source.CACHE);
    }

    @Test
    void takesNearlyEqualQuestionsForDifferent() throws Exception {
        String text = unique();
        answer(request(text));
        assertThat(answer(request(text + " ")).source()).isEqualTo(Source.MODEL);
        assertThat(answer(request(text.toUpperCase(java.util.Locale.ROOT))).source())
                .isEqualTo(Source.MODEL);
    }

    @Test
    void asksTheModelAgainWhereTheCallerWantsNoCache() throws Exception {
        InferenceRequest request = new InferenceRequest(
                "echo", TextNode.valueOf(unique()), none(), null, false, null, "k", System.nanoTime());
        assertThat(answer(request).source()).isEqualTo(Source.MODEL);
        assertThat(answer(request).source()).isEqualTo(Source.MODEL);
    }

    @Test
    void computesEqualQuestionsUnderWayOnce() throws Exception {
        gate().close();
        int before = runs();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(inference.infer(request("wait", Duration.ofSeconds(30))).toCompletableFuture());
        }
        gate().open();
        for (CompletableFuture<Answer> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).degraded()).isFalse();
        }
        assertThat(runs()).isEqualTo(before + 1);
    }

    @Test
    void asksAgainForWhoHasMoreTimeThanTheQuestionTheyShared() throws Exception {
        gate().close();
        int before = runs();
        Answer impatient = answer(request("punctual", Duration.ofMillis(1)));
        List<CompletableFuture<Answer>> patient = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            patient.add(
                    inference.infer(request("punctual", Duration.ofSeconds(30))).toCompletableFuture());
        }
        gate().open();

        assertThat(impatient.source()).isEqualTo(Source.FALLBACK);
        for (CompletableFuture<Answer> answer : patient) {
            assertThat(answer.get(20, TimeUnit.SECONDS).source()).isEqualTo(Source.MODEL);
        }
        assertThat(runs()).isEqualTo(before + 2);
    }

    @Test
    void keepsNoAnswerThatADeadlineCutShortAndGivesItToNobodyWithMoreTime() throws Exception {
        Duration little = Duration.ofNanos(EchoModel.ENOUGH_NANOS / 2);
        Duration plenty = Duration.ofNanos(EchoModel.ENOUGH_NANOS * 10);
        gate().close();
        int before = runs();
        List<CompletableFuture<Answer>> equal = new ArrayList<>();
        equal.add(inference.infer(request("hasty", little)).toCompletableFuture());
        equal.add(inference.infer(request("hasty", little)).toCompletableFuture());
        CompletableFuture<Answer> patient =
                inference.infer(request("hasty", plenty)).toCompletableFuture();
        gate().open();

        for (CompletableFuture<Answer> answer : equal) {
            assertThat(answer.get(20, TimeUnit.SECONDS).source()).isEqualTo(Source.MODEL);
        }
        assertThat(patient.get(20, TimeUnit.SECONDS).source()).isEqualTo(Source.MODEL);
        assertThat(runs()).isEqualTo(before + 2);
        assertThat(answer(request("hasty", little)).source())
                .as("the whole answer is kept")
                .isEqualTo(Source.CACHE);
    }

    @Test
    void givesASubstituteAtTheDeadlineWhileTheModelStillRuns() throws Exception {
        gate().close();
        InferenceRequest late = new InferenceRequest(
                "echo", TextNode.valueOf("wait"), none(), null, false, Duration.ofMillis(100), "k", System.nanoTime());
        Answer answer = answer(late);
        assertThat(answer.source()).isEqualTo(Source.FALLBACK);
        assertThat(answer.degraded()).isTrue();
        assertThat(json(answer)).isEqualTo("{\"substitute\":true}");
        gate().open();
    }

    @Test
    void substitutesForAModelThatFailsAndNeverCachesIt() throws Exception {
        assertThat(answer(request("fail")).source()).isEqualTo(Source.FALLBACK);
        assertThat(answer(request("fail")).source()).isEqualTo(Source.FALLBACK);
    }

    @Test
    void saysThatTheModelIsUnavailableWhereTheSubstituteFailsToo() {
        assertThatThrownBy(() -> answer(request("fail twice")))
                .cause()
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE));
        assertThat(records()).extracting(InferenceRecord::failure).containsExactly(ErrorCode.MODEL_UNAVAILABLE);
    }

    @Test
    void neverCachesDegradedAnswers() throws Exception {
        assertThat(answer(request("degraded")).source()).isEqualTo(Source.MODEL);
        Answer again = answer(request("degraded"));
        assertThat(again.source()).isEqualTo(Source.MODEL);
        assertThat(again.degraded()).isTrue();
        assertThat(again.warnings()).extracting("code").containsExactly("unsupported-language");
    }

    @Test
    void namesThePlaceOfInputThatTheModelRefuses() {
        assertThatThrownBy(() -> answer(request("refuse")))
                .cause()
                .isInstanceOfSatisfying(
                        AiException.class,
                        e -> assertThat(e.errors())
                                .singleElement()
                                .satisfies(f -> assertThat(f.pointer()).isEqualTo("/input/text")));
    }

    @Test
    void namesThePlaceOfInputThatTheSchemaRefuses() {
        assertThatThrownBy(() -> inference.infer(request("  ")))
                .isInstanceOfSatisfying(
                        AiException.class,
                        e -> assertThat(e.errors())
                                .singleElement()
                                .satisfies(f -> assertThat(f.pointer()).isEqualTo("/input")));
        assertThat(records()).extracting(InferenceRecord::failure).containsExactly(ErrorCode.INVALID_INPUT);
    }

    @Test
    void listsTheKnownModelsForAnUnknownOne() {
        InferenceRequest unknown =
                new InferenceRequest("nobody", TextNode.valueOf("x"), none(), null, true, null, "k", System.nanoTime());
        assertThatThrownBy(() -> inference.infer(unknown))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("echo");
    }

    @Test
    void refusesAVersionThatIsNotServed() {
        InferenceRequest pinned = new InferenceRequest(
                "echo", TextNode.valueOf("x"), none(), new Version("9.9.9"), true, null, "k", System.nanoTime());
        assertThatThrownBy(() -> inference.infer(pinned))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_VERSION));
    }

    @Test
    void neverAnswersFromAVersionThatIsNotTheOneItNames() throws Exception {
        Thread switcher = new Thread(() -> {
            for (int i = 0; i < 300; i++) {
                registry.route(ECHO, Traffic.only(version(i % 2 == 0 ? "2.0.0" : "1.0.0")));
            }
        });
        switcher.start();
        long asked = 0;
        while (switcher.isAlive()) {
            Answer answer = answer(request(unique()));
            assertThat(answer.source()).isEqualTo(Source.MODEL);
            assertThat(json(answer)).contains("\"version\":\"" + answer.version() + "\"");
            asked++;
        }
        assertThat(asked).isPositive();
        assertThat(real().open.get()).isEqualTo(1);
    }

    @Test
    void splitsTrafficOfACanaryByKey() throws Exception {
        LoadedVersion live = version("1.0.0");
        LoadedVersion candidate = version("3.0.0");
        registry.route(ECHO, new Traffic(live, null, candidate, Traffic.Trial.CANARY, 30));
        int tried = 0;
        for (int i = 0; i < 1_000; i++) {
            String key = "caller-" + i;
            InferenceRequest request = new InferenceRequest(
                    "echo", TextNode.valueOf("x" + i), none(), null, true, null, key, System.nanoTime());
            Version first = answer(request).version();
            assertThat(answer(request).version()).isEqualTo(first);
            tried += first.value().equals("3.0.0") ? 1 : 0;
        }
        assertThat(tried).isBetween(230, 370);
        registry.route(ECHO, Traffic.only(live));
    }

    private static EchoModel real() {
        return (EchoModel) ((org.jboss.weld.proxy.WeldClientProxy) (Object) model)
                .getMetadata()
                .getContextualInstance();
    }

    private static int runs() {
        return real().runs.get();
    }

    private static Gate gate() {
        return real().gate;
    }

    private static List<InferenceRecord> records() {
        return List.copyOf(container.select(Recorded.class).get().all());
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode none() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static InferenceRequest request(String text) {
        return request(text, null);
    }

    private static InferenceRequest request(String text, @Nullable Duration timeout) {
        return new InferenceRequest(
                "echo", TextNode.valueOf(text), none(), null, true, timeout, text, System.nanoTime());
    }

    private static Answer answer(InferenceRequest request) throws ExecutionException, InterruptedException {
        return inference.infer(request).toCompletableFuture().get();
    }

    private static String json(Answer answer) {
        return new String(answer.output(), StandardCharsets.UTF_8);
    }

    private static LoadedVersion version(String number) {
        byte[] schema = SCHEMA.getBytes(StandardCharsets.UTF_8);
        String manifest = """
                {"id":"echo","version":"%s","task":"echo","title":"Echo","runtime":"table","licence":"Apache-2.0",
                 "files":[{"path":"input.schema.json","sha256":"%s","size":%d}]}
                """.formatted(number, Digests.sha256(schema), schema.length);
        Map<String, byte[]> files =
                Map.of("model.json", manifest.getBytes(StandardCharsets.UTF_8), "input.schema.json", schema);
        ArtefactStore store = container.select(ArtefactStore.class).get();
        try {
            return registry.load(store.open(store.install(path -> new ByteArrayInputStream(files.get(path)))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
