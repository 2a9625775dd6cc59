package org.esmap.ai.core.registry;

import java.io.FileNotFoundException;
import java.io.InputStream;
import org.esmap.ai.core.artefacts.BundleSource;
import org.esmap.ai.core.model.Model;

/** The bundles inside the application, on its class path under {@code models/<id>/<version>/}. */
public final class ShippedBundles {
    private ShippedBundles() {}

    /** The bundle that ships with {@code model}. */
    public static BundleSource of(Model model) {
        String folder = "models/" + model.id() + "/" + model.shippedVersion() + "/";
        return path -> {
            InputStream in = ShippedBundles.class.getClassLoader().getResourceAsStream(folder + path);
            if (in == null) {
                throw new FileNotFoundException(folder + path + " is not on the class path");
            }
            return in;
        };
    }
}
