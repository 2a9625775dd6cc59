package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a node at any moment of import, promotion and rollback. {@code -Dcrash.rounds=50} makes it a long test. */
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 2);
    private static final long SEED = Long.getLong("crash.seed", 11);

    @TempDir
    Path data;

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void findsTheStateBeforeOrTheStateAfterAKill() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            killAfterSomeWork(random);
            inspect();
        }
    }

    private void killAfterSomeWork(Random random) throws Exception {
        Path log = data.resolve("child.log");
        int before = acknowledged().size();
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashMain.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            for (int i = 0; i < 2_000 && acknowledged().size() < before + 3 && child.isAlive(); i++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(child.isAlive()).as(Files.readString(log)).isTrue();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
        } finally {
            child.destroyForcibly().waitFor(); // SIGKILL
        }
    }

    private void inspect() throws Exception {
        List<String> acknowledged = acknowledged();
        Database database = new Database(TestDatabase.file(data));
        database.open();
        try (Installation node = new Installation(data, database).started()) {
            Installation.age(data);
            node.imports.sweep();
            List<ModelVersion> versions = node.versions.of(ToyModel.ID);
            Set<Path> needed = versions.stream()
                    .flatMap(version -> Stream.concat(
                            Stream.of(version.digest()),
                            node.store.open(version.digest()).manifest().files().stream()
                                    .map(file -> file.sha256())))
                    .map(digest -> data.resolve("artefacts")
                            .resolve(digest.substring(0, 2))
                            .resolve(digest))
                    .collect(Collectors.toSet());
            assertThat(Installation.age(data)).containsExactlyInAnyOrderElementsOf(needed);
            assertThat(versions.stream().filter(v -> v.state() == State.LIVE)).hasSize(1);
            Deployment row = node.deployments.find(ToyModel.ID).orElseThrow();
            assertThat(node.versions.get(ToyModel.ID, row.live()).state()).isEqualTo(State.LIVE);
            assertThat(node.deployments.history(ToyModel.ID, 1).get(0).epoch()).isEqualTo(row.epoch());
            assertThat(node.trail.firstBroken()).isEmpty();
            for (String line : acknowledged) {
                String what = line.substring(line.indexOf(' ') + 1);
                if (line.startsWith("version ")) {
                    assertThat(node.versions.find(ToyModel.ID, new Version(what)))
                            .isPresent();
                } else {
                    assertThat(row.epoch()).isGreaterThanOrEqualTo(Long.parseLong(what));
                }
            }
        } finally {
            TestDatabase.shutDown(database);
        }
    }

    private List<String> acknowledged() {
        try {
            Path file = data.resolve("acknowledged");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
