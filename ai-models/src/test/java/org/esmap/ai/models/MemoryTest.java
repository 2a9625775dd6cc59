package org.esmap.ai.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.registry.LoadedVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Native memory comes back when versions close: {@code mvn verify -Plong}. Counted as Linux counts resident memory. */
@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "ai.long", matches = "true", disabledReason = "minutes long: mvn verify -Plong")
class MemoryTest {
    private static final System.Logger LOG = System.getLogger(MemoryTest.class.getName());
    private static final int CYCLES = 50;
    private static final int REQUESTS = 20_000;
    /** By then every code path has been compiled and every arena has reached its size. */
    private static final int SETTLED = 10;

    private static final long TOLERATED_KB = 64 * 1024;

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void staysFlatOverFiftyLoadsOfEveryModelAndTwentyThousandRequests() throws IOException {
        long settled = 0;
        try (ShippedModels models = new ShippedModels(folder, any -> true)) {
            for (int cycle = 1; cycle <= CYCLES; cycle++) {
                for (LoadedVersion version : models.load()) {
                    boolean many = version.manifest().id().value().equals("climate-bert");
                    ask(version, many ? REQUESTS / CYCLES : 1);
                }
                models.discard();
                long resident = residentKb();
                LOG.log(System.Logger.Level.INFO, "Cycle {0}: {1} kB resident", cycle, resident);
                settled = cycle == SETTLED ? resident : settled;
            }
        }
        assertThat(residentKb()).isLessThan(settled + TOLERATED_KB);
    }

    private static void ask(LoadedVersion version, int times) throws IOException {
        Query query = ShippedModels.example(version);
        for (int i = 0; i < times; i++) {
            assertThat(version.predictor().predict(query).degraded()).isFalse();
        }
    }

    private static long residentKb() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
