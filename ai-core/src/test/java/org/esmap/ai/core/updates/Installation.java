package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.artefacts.BundleSource;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.audit.AuditTrail;
import org.esmap.ai.core.audit.TestTrail;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.TestRegistry;
import org.esmap.ai.core.security.Act;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.RecordedEvents;
import org.esmap.ai.core.versions.Deployments;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.Origin;
import org.esmap.ai.core.versions.Versions;

/** One node of an installation with a toy model, put together by hand. */
final class Installation implements AutoCloseable {
    static final WatchSettings WATCHING = new WatchSettings(20, 0.05, 0.05, 0.3, 0.3, Duration.ofHours(1));
    static final ValidationSettings VALIDATION = new ValidationSettings(0.02, 0.5, Duration.ofMinutes(30));
    static final Caller ANN = new Caller("ann", "127.0.0.1");

    final ToyModel model = new ToyModel();
    final AtomicLong ahead = new AtomicLong();
    final Registry registry = TestRegistry.of(() -> System.nanoTime() + ahead.get(), model);
    final ExecutorService workers = Executors.newCachedThreadPool();
    final ArtefactStore store;
    final Versions versions;
    final Deployments deployments;
    final AuditTrail trail;
    final Switchboard switchboard;
    final Watches watches;
    final Promotions promotions;
    final Follower follower;
    final Imports imports;
    final Leases leases;
    final TrialProcess trial;
    final Validations validations;
    final Guard guard;
    final RecordedEvents<Alert> alerts = new RecordedEvents<>();

    Installation(Path data, Database database) {
        store = new ArtefactStore(data.resolve("artefacts"));
        trail = new AuditTrail(database);
        RecordedEvents<Act> acts = new RecordedEvents<>(act -> TestTrail.append(trail, act));
        versions = new Versions(database, acts);
        deployments = new Deployments(database, acts);
        LivePointers pointers = new LivePointers(data.resolve("live"));
        switchboard = new Switchboard(registry, store, versions, pointers, workers);
        Guard[] self = new Guard[1];
        watches = new Watches(WATCHING, new RecordedEvents<>(suspicion -> self[0].hear(suspicion)));
        promotions = new Promotions(versions, deployments, switchboard, watches);
        guard = new Guard(promotions, deployments, watches, registry, alerts, workers);
        self[0] = guard;
        follower = new Follower(database, registry, versions, deployments, switchboard);
        Staging staging = new Staging(data.resolve("staging"));
        imports = new Imports(registry, store, versions, trail, staging, new ImportLimits(50, 1 << 27, 2_000));
        trial = new TrialProcess(new TrialSettings(4096, Duration.ofMinutes(2)), staging);
        leases = new Leases(database);
        validations = validations(workers);
    }

    /** Validations of this node that run on other threads. */
    Validations validations(ExecutorService threads) {
        return validations(threads, VALIDATION);
    }

    Validations validations(ExecutorService threads, ValidationSettings settings) {
        return new Validations(versions, registry, store, trial, settings, leases, threads);
    }

    /** Starts with version 1.0.0 as the one that ships. */
    Installation started() throws IOException {
        follower.begin(model, store.install(source("1.0.0")));
        return this;
    }

    /** Imports a version and validates it without a trial of its own. */
    Version validated(String number) throws IOException {
        Version version = new Version(number);
        imports.archive(model, zip(number, Map.of()), Origin.BUNDLE, ANN);
        versions.beginValidation(ToyModel.ID, version, ANN);
        versions.endValidation(ToyModel.ID, version, true, "{}", "a test");
        return version;
    }

    /** Validates an imported version as an operator would; what has become of it. */
    ModelVersion validate(Version version) throws Exception {
        validations.begin(ToyModel.ID, version, ANN).get(100, TimeUnit.SECONDS);
        return versions.get(ToyModel.ID, version);
    }

    static ByteArrayInputStream zip(String number, Map<String, byte[]> more) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Map<String, byte[]> files = files(number, more);
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("toy/" + number + "/" + file.getKey()));
                zip.write(file.getValue());
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** Puts a version into a folder from which scheduled updates take it; the version's own folder. */
    static Path offer(Path folder, String number) throws IOException {
        Path bundle = Files.createDirectories(folder.resolve("toy").resolve(number));
        for (var file : files(number, Map.of()).entrySet()) {
            Files.write(bundle.resolve(file.getKey()), file.getValue());
        }
        return bundle;
    }

    static BundleSource source(String number) throws IOException {
        return source(number, Map.of());
    }

    static BundleSource source(String number, Map<String, byte[]> more) throws IOException {
        Map<String, byte[]> files = files(number, more);
        return path -> {
            byte[] content = files.get(path);
            if (content == null) {
                throw new FileNotFoundException(path);
            }
            return new ByteArrayInputStream(content);
        };
    }

    private static Map<String, byte[]> files(String number, Map<String, byte[]> more) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("input.schema.json", utf8("{\"type\":\"string\"}"));
        files.put("output.schema.json", utf8("{\"type\":\"object\"}"));
        files.put(
                "golden.jsonl",
                utf8("{\"name\":\"says it again\",\"input\":\"golden\",\"expect\":{\"text\":\"golden\"}}\n"
                        + "{\"name\":\"refuses numbers\",\"input\":1,\"error\":\"invalid-input\"}\n"));
        files.putAll(more);
        var manifest = StrictJson.MAPPER
                .createObjectNode()
                .put("id", "toy")
                .put("version", number)
                .put("task", "text-classification")
                .put("title", "Toy")
                .put("runtime", "table")
                .put("licence", "Apache-2.0");
        var entries = manifest.putArray("files");
        files.forEach((name, content) -> entries.addObject()
                .put("path", name)
                .put("sha256", Digests.sha256(content))
                .put("size", content.length));
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("model.json", StrictJson.MAPPER.writeValueAsBytes(manifest));
        all.putAll(files);
        return all;
    }

    /** Makes every file in the store old enough for a sweep; the files. */
    static List<Path> age(Path data) throws IOException {
        try (Stream<Path> below = Files.walk(data.resolve("artefacts"))) {
            List<Path> files = below.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("owner"))
                    .toList();
            for (Path file : files) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            }
            return files;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    /** A question that a toy model answers. */
    static Query query(String text) {
        return new Query(
                TextNode.valueOf(text), JsonNodeFactory.instance.objectNode(), Deadline.after(Duration.ofSeconds(5)));
    }

    /** The version that answers. */
    Object ask(String text) {
        LoadedVersion held = registry.hold(ToyModel.ID, "key", null);
        try {
            return ((Map<?, ?>) held.predictor().predict(query(text)).output()).get("version");
        } finally {
            held.leave();
        }
    }

    static void waitFor(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
