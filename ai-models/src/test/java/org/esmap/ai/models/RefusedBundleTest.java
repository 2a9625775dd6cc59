package org.esmap.ai.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.registry.LoadedVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever file a bundle lacks, nothing of it stays in native memory. */
class RefusedBundleTest {
    @Test
    @Timeout(600) // it opens every model a dozen times
    void leavesNothingInNativeMemory(@TempDir Path data) throws Exception {
        List<String> refusals = new ArrayList<>();
        try (ShippedModels models = new ShippedModels(data, any -> true)) {
            for (LoadedVersion version : models.load()) {
                for (String file : version.bundle().files().keySet()) {
                    try {
                        version.model().open(without(file, version.bundle())).close();
                    } catch (AiException e) {
                        refusals.add(String.valueOf(e.getMessage()));
                    }
                }
            }
            assertThat(models.inNativeMemory()).isPositive();

            models.discard();

            assertThat(models.inNativeMemory()).isZero();
        }
        assertThat(refusals).anyMatch(why -> why.contains("lacks model.onnx"));
    }

    private static Bundle without(String file, Bundle bundle) {
        Map<String, Path> files = new HashMap<>(bundle.files());
        files.remove(file);
        return new Bundle(bundle.manifest(), bundle.digest(), files);
    }
}
