package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.updates.Imports;
import org.esmap.ai.core.versions.Origin;
import org.primefaces.event.FileUploadEvent;

/** Takes in a bundle that an operator uploads. */
@Named("importing")
@RequestScoped
public class ImportForm {
    @Inject
    private Registry registry;

    @Inject
    private Imports imports;

    @Inject
    private CurrentUser me;

    @Inject
    private Notices notices;

    /** The upload has arrived: unpack, inspect, keep. The form carries the model. */
    public void take(FileUploadEvent event) {
        String model = (String) event.getComponent().getAttributes().get("model");
        notices.tell(() -> take(model, event), "done.imported", model);
    }

    private void take(String model, FileUploadEvent event) {
        try (InputStream zip = event.getFile().getInputStream()) {
            imports.archive(registry.model(model), zip, Origin.BUNDLE, me.operator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
