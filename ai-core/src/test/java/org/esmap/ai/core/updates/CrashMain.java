package org.esmap.ai.core.updates;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Origin;
import org.esmap.ai.core.versions.Strategy;

/** A node that imports, promotes and rolls back without end, and notes what it was told; meant to be killed. */
final class CrashMain {
    private CrashMain() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        Database database = new Database(TestDatabase.file(data));
        database.open();
        try (Installation node = new Installation(data, database).started()) {
            int number = node.versions.of(ToyModel.ID).size();
            while (true) {
                Version version = new Version("1." + number++ + ".0");
                node.imports.archive(
                        node.model,
                        Installation.zip(version.value(), Map.of("table.bin", new byte[64 << 10])),
                        Origin.BUNDLE,
                        Installation.ANN);
                note(data, "version " + version);
                node.versions.beginValidation(ToyModel.ID, version, Installation.ANN);
                node.versions.endValidation(ToyModel.ID, version, true, "{}", "a test");
                note(data, "epoch " + promote(node, version).epoch());
                note(
                        data,
                        "epoch "
                                + node.promotions
                                        .rollBack(ToyModel.ID, null, "crash", null, Installation.ANN)
                                        .epoch());
            }
        }
    }

    private static Deployment promote(Installation node, Version version) {
        return node.promotions.promote(
                ToyModel.ID, version, new Promotion(Strategy.IMMEDIATE, 0, 0, "crash"), null, Installation.ANN);
    }

    private static void note(Path data, String acknowledged) throws Exception {
        Files.write(
                data.resolve("acknowledged"),
                (acknowledged + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
