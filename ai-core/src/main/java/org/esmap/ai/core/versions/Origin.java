package org.esmap.ai.core.versions;

/** How a version came to this installation. */
public enum Origin {
    /** Inside the application. */
    SHIPPED,
    /** Uploaded as a bundle. */
    BUNDLE,
    /** Made from a Hugging Face ONNX export and the bundle that was live. */
    EXPORT,
    /** Fetched by a scheduled update. */
    SCHEDULE
}
