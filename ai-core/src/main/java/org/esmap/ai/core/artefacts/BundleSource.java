package org.esmap.ai.core.artefacts;

import java.io.IOException;
import java.io.InputStream;

/** Where the files of a bundle can be read before they are in the store: the class path, a folder, an archive. */
@FunctionalInterface
public interface BundleSource {
    /**
     * Opens one file of the bundle.
     *
     * @param path relative, with forward slashes
     * @throws java.io.FileNotFoundException where there is no such file
     */
    InputStream open(String path) throws IOException;
}
