package org.esmap.ai.web.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.esmap.ai.core.artefacts.BundleSource;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.ShippedBundles;

/** What a model says of itself before any version of it is live. */
public final class ShippedFiles {
    private final BundleSource source;

    private ShippedFiles(BundleSource source) {
        this.source = source;
    }

    /** The files that ship with {@code model}. */
    public static ShippedFiles of(Model model) {
        return new ShippedFiles(ShippedBundles.of(model));
    }

    /** The JSON in the file {@code name}; missing where the bundle has no such file. */
    public JsonNode json(String name) {
        try (InputStream in = source.open(name)) {
            return StrictJson.MAPPER.readTree(in);
        } catch (FileNotFoundException absent) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
