package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.versions.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateRunTest {
    @TempDir
    Path data;

    @TempDir
    Path offered;

    private String runOnce(Installation node, Optional<PublicKey> key) throws InterruptedException {
        Sources sources = new Sources(
                new SourceSettings(List.of(offered), List.of(), key, Optional.empty()),
                node.imports,
                new Staging(data.resolve("fetch")));
        return new UpdateRun(sources, node.validations, node.promotions, node.deployments)
                .once(node.model, new Plan("0 3 * * *", "UTC", offered.toString(), Strategy.IMMEDIATE, 10, 60));
    }

    private String runOnce(Installation node) throws InterruptedException {
        return runOnce(node, Optional.empty());
    }

    @Test
    void promotesANewerVersionOnce() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Installation.offer(offered, "1.1.0");

            assertThat(runOnce(node)).isEqualTo("version 1.1.0 promoted, immediate");
            assertThat(runOnce(node)).isEqualTo("nothing newer than 1.1.0");
            assertThat(node.deployments.find(ToyModel.ID).orElseThrow().live()).isEqualTo(new Version("1.1.0"));
        }
    }

    @Test
    void takesInOnlyWhatIsSignedWhereAKeyIsSet() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Optional<PublicKey> key = Optional.of(keys.getPublic());
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Path folder = Installation.offer(offered, "1.1.0");
            assertThatThrownBy(() -> runOnce(node, key)).hasMessageContaining("no signature");

            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(Files.readAllBytes(folder.resolve("model.json")));
            Files.writeString(
                    folder.resolve("model.json.sig"), Base64.getEncoder().encodeToString(signature.sign()));

            assertThat(runOnce(node, key)).contains("promoted");
        }
    }

    @Test
    void takesNothingBackThatAnOperatorDecidedMeanwhile() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version newest = node.validated("2.0.0");
            Installation.offer(offered, "1.1.0");
            Promotion now = new Promotion(Strategy.IMMEDIATE, 0, 0, "better");
            AtomicBoolean decided = new AtomicBoolean();
            node.model.before = () -> {
                if (decided.compareAndSet(false, true)) {
                    node.promotions.promote(ToyModel.ID, newest, now, null, Installation.ANN);
                }
            };

            assertThat(runOnce(node))
                    .isEqualTo("passed over: the deployment changed while version 1.1.0 was made ready");
            assertThat(node.deployments.find(ToyModel.ID).orElseThrow().live()).isEqualTo(newest);
        }
    }

    @Test
    void leavesAVersionAloneThatMadeWayBefore() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Promotion look = new Promotion(Strategy.SHADOW, 0, 60, "look");
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), look, null, Installation.ANN);
            Installation.offer(offered, "1.1.0");
            assertThat(runOnce(node)).isEqualTo("passed over: version 1.1.0 is still on trial");

            node.promotions.rollBack(ToyModel.ID, null, "seen enough", null, Installation.ANN);

            assertThat(runOnce(node)).isEqualTo("version 1.1.0 was live or on trial before, and made way");
        }
    }
}
