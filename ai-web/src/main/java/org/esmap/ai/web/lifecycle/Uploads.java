package org.esmap.ai.web.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.updates.Imports;
import org.esmap.ai.core.updates.Staging;
import org.esmap.ai.core.versions.Deployments;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.Origin;
import org.jspecify.annotations.Nullable;

/** Receives imports: every upload is on disk, within the limits, before it is looked at. */
@ApplicationScoped
class Uploads {
    private static final Set<String> EXPORT = Set.of("model.onnx", "tokenizer.json", "config.json");
    private static final String ARCHIVE = "bundle.zip";
    private static final int LONGEST_FIELD = 200;

    private final Imports imports;
    private final Staging staging;
    private final Deployments deployments;
    private final Once once;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Uploads() {
        this(null, null, null, null);
    }

    @Inject
    Uploads(Imports imports, Staging staging, Deployments deployments, Once once) {
        this.imports = imports;
        this.staging = staging;
        this.deployments = deployments;
        this.once = once;
    }

    Response archive(Model model, InputStream body, @Nullable Long seen, @Nullable String key, Caller caller) {
        return staging.within(folder -> {
            Map<String, Path> files = Map.of(ARCHIVE, Imports.keep(body, folder, ARCHIVE, imports.limits()));
            return take(model, files, null, seen, key, caller);
        });
    }

    Response parts(Model model, MultipartBody body, @Nullable Long seen, @Nullable String key, Caller caller) {
        return staging.within(folder -> {
            Map<String, Path> files = new TreeMap<>();
            String version = null;
            for (Optional<MultipartBody.Part> next = body.next(); next.isPresent(); next = body.next()) {
                MultipartBody.Part part = next.get();
                if (part.name().equals("version")) {
                    version = field(part.content());
                } else {
                    String name = name(part);
                    if (files.containsKey(name)) {
                        throw AiException.invalid("/" + name, "is given twice", "one part of that name");
                    }
                    files.put(name, Imports.keep(part.content(), folder, name, imports.limits()));
                }
            }
            return take(model, files, version, seen, key, caller);
        });
    }

    private Response take(
            Model model,
            Map<String, Path> files,
            @Nullable String version,
            @Nullable Long seen,
            @Nullable String key,
            Caller caller)
            throws IOException {
        StringBuilder what = new StringBuilder("import " + model.id() + " " + version);
        for (var file : files.entrySet()) {
            what.append(' ').append(file.getKey()).append(' ').append(Digests.sha256(file.getValue()));
        }
        return once.run(
                key,
                caller,
                what.toString(),
                () -> {
                    deployments.requireSeen(model.id(), seen);
                    return LifecycleJson.version(take(model, files, version, caller));
                },
                made -> located(201, made));
    }

    private ModelVersion take(Model model, Map<String, Path> files, @Nullable String version, Caller caller) {
        if (!files.containsKey(ARCHIVE)) {
            if (version == null || !Version.isVersion(version)) {
                throw AiException.invalid(
                        "/version",
                        "an export needs a field 'version' with a number, found "
                                + (version == null ? "none" : "'" + shown(version) + "'"),
                        "such as 1.1.0");
            }
            return imports.export(model, new Version(version), files, caller);
        }
        if (version != null || files.size() > 1) {
            throw AiException.invalid(
                    "", "a bundle stands alone, found other parts beside it", "bundle, and nothing else");
        }
        try (InputStream zip = Files.newInputStream(files.get(ARCHIVE))) {
            return imports.archive(model, zip, Origin.BUNDLE, caller);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Only names that are expected become files. */
    static String name(MultipartBody.Part part) {
        if (EXPORT.contains(part.name())) {
            return part.name();
        }
        if (EXPORT.contains(part.file())) {
            return part.file();
        }
        if (part.name().equals("bundle") || part.file().endsWith(".zip")) {
            return ARCHIVE;
        }
        throw AiException.invalid("", "unknown part '" + shown(part.name()) + "'", "bundle, or version with " + EXPORT);
    }

    private static String field(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(LONGEST_FIELD + 1);
        if (bytes.length > LONGEST_FIELD) {
            throw new AiException(ErrorCode.TOO_LARGE, "The field 'version' is too long");
        }
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    /** A version as JSON, and where it is found. */
    static Response.ResponseBuilder located(int status, ObjectNode version) {
        return JsonBody.answer(status, version)
                .header(
                        "Location",
                        "/models/" + version.path("model").asText() + "/versions/"
                                + version.path("version").asText());
    }

    static String shown(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}
