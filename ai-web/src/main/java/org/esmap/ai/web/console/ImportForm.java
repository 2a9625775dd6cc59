package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.updates.Imports;
import org.esmap.ai.core.updates.Staging;
import org.esmap.ai.core.versions.Origin;
import org.jspecify.annotations.Nullable;

/** Takes in a bundle, or a Hugging Face export, that an operator uploads. */
@Named("importing")
@RequestScoped
public class ImportForm {
    @Inject
    private Registry registry;

    @Inject
    private Imports imports;

    @Inject
    private Staging staging;

    @Inject
    private CurrentUser me;

    @Inject
    private Notices notices;

    private @Nullable Part bundle;
    private String version = "";
    private @Nullable Part network;
    private @Nullable Part tokenizer;
    private @Nullable Part config;

    /** Takes in a bundle: unpack, inspect, keep. */
    public String takeBundle(String model) {
        notices.tell(
                () -> {
                    try (InputStream zip = chosen("bundle", bundle).getInputStream()) {
                        imports.archive(registry.model(model), zip, Origin.BUNDLE, me.operator());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "done.imported",
                model);
        return SwitchForm.back(model);
    }

    /** Takes in the three files of an export as a version of the number given. */
    public String takeExport(String model) {
        notices.tell(
                () -> staging.within(folder -> {
                    Map<String, Path> files = new HashMap<>();
                    keep(files, folder, "model.onnx", network);
                    keep(files, folder, "tokenizer.json", tokenizer);
                    keep(files, folder, "config.json", config);
                    return imports.export(registry.model(model), SwitchForm.number(version), files, me.operator());
                }),
                "done.imported",
                model);
        return SwitchForm.back(model);
    }

    private void keep(Map<String, Path> files, Path folder, String name, @Nullable Part part) throws IOException {
        try (InputStream content = chosen(name, part).getInputStream()) {
            files.put(name, Imports.keep(content, folder, name, imports.limits()));
        }
    }

    private static Part chosen(String name, @Nullable Part part) {
        if (part == null || part.getSize() == 0) {
            throw AiException.invalid("/" + name, "choose the file");
        }
        return part;
    }

    public @Nullable Part getBundle() {
        return bundle;
    }

    public void setBundle(@Nullable Part bundle) {
        this.bundle = bundle;
    }

    /** The number that an export shall have. */
    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version.strip();
    }

    public @Nullable Part getNetwork() {
        return network;
    }

    public void setNetwork(@Nullable Part network) {
        this.network = network;
    }

    public @Nullable Part getTokenizer() {
        return tokenizer;
    }

    public void setTokenizer(@Nullable Part tokenizer) {
        this.tokenizer = tokenizer;
    }

    public @Nullable Part getConfig() {
        return config;
    }

    public void setConfig(@Nullable Part config) {
        this.config = config;
    }
}
