package org.esmap.ai.core.registry;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.artefacts.BundleSource;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelManifest.FileEntry;

/** The bundles inside the application, on its class path under {@code models/<id>/<version>/}. */
public final class ShippedBundles {
    private ShippedBundles() {}

    /** The bundle that ships with {@code model}. */
    public static BundleSource of(Model model) {
        String folder = "models/" + model.id() + "/" + model.shippedVersion() + "/";
        Map<String, String> shared = shared(folder + "model.json");
        return path -> resource(shared.getOrDefault(path, folder + path));
    }

    private static Map<String, String> shared(String manifest) {
        try (InputStream in = resource(manifest)) {
            return ArtefactStore.parse(in.readAllBytes()).files().stream()
                    .filter(file -> file.shared() != null)
                    .collect(Collectors.toMap(FileEntry::path, FileEntry::shared));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) throws FileNotFoundException {
        InputStream in = ShippedBundles.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException(name + " is not on the class path");
        }
        return in;
    }
}
