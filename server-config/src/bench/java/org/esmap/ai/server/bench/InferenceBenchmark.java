package org.esmap.ai.server.bench;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.Inference;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.ShippedBundles;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.server.limit.RawLimit;
import org.esmap.ai.server.limit.ShippedTexts;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the platform adds to the raw limit, step by step, in one thread. Nothing is cached. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class InferenceBenchmark {
    private static final String MODEL = "climate-bert";
    private static final String VERSION = "1.0.0";
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final ObjectNode NO_PARAMETERS = JsonNodeFactory.instance.objectNode();

    private List<String> texts;
    private RawLimit limit;
    private WeldContainer container;
    private LoadedVersion version;
    private Inference inference;
    private int next;

    /** Opens the same bundle twice: for the limit, and for the platform in a CDI container. */
    @Setup
    public void open() throws IOException, OrtException {
        ShippedTexts bundle = new ShippedTexts(MODEL, VERSION);
        texts = bundle.texts();
        limit = new RawLimit(bundle);
        System.setProperty("ai.data", Files.createTempDirectory("ai-bench").toString());
        container = new Weld().initialize();
        Registry registry = container.select(Registry.class).get();
        Model model = registry.model(MODEL);
        ArtefactStore store = container.select(ArtefactStore.class).get();
        version = registry.load(store.open(store.install(ShippedBundles.of(model))));
        registry.route(model.id(), Traffic.only(version));
        if (!version.enter()) { // the platform's start-up routes an opening of its own, which closes what nobody holds
            throw new IllegalStateException("A new version is open");
        }
        inference = container.select(Inference.class).get();
    }

    @TearDown
    public void close() throws OrtException {
        container.close();
        limit.close();
    }

    @Benchmark
    public int rawLimit() throws OrtException {
        return limit.run(text());
    }

    @Benchmark
    public Prediction predictor() {
        return version.predictor()
                .predict(new Query(JsonNodeFactory.instance.textNode(text()), NO_PARAMETERS, Deadline.after(TIMEOUT)));
    }

    @Benchmark
    public Answer chain() throws Exception {
        return inference
                .infer(new InferenceRequest(
                        MODEL,
                        JsonNodeFactory.instance.textNode(text()),
                        NO_PARAMETERS,
                        null,
                        false,
                        TIMEOUT,
                        "bench",
                        System.nanoTime()))
                .toCompletableFuture()
                .get();
    }

    private String text() {
        next = (next + 1) % texts.size();
        return texts.get(next);
    }
}
