package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchboardTest {
    private static final Promotion NOW = new Promotion(Strategy.IMMEDIATE, 0, 0, "better");
    private static final Promotion HALF = new Promotion(Strategy.CANARY, 50, 600, "try");

    @TempDir
    Path data;

    @Test
    void answersFromTheLiveVersionThoughTheCandidateCannotBeOpened() throws Exception {
        Database database = TestDatabase.H2.open();
        try (Installation one = new Installation(data, database).started();
                Installation two = new Installation(data, database).started()) {
            one.promotions.promote(ToyModel.ID, one.validated("1.1.0"), NOW, null, Installation.ANN);
            Deployment trial =
                    one.promotions.promote(ToyModel.ID, one.validated("1.2.0"), HALF, null, Installation.ANN);
            two.model.broken.add("1.2.0");

            assertThatThrownBy(() -> two.switchboard.follow(trial)).hasMessage("1.2.0 cannot be opened");
            assertThat(live(two)).isEqualTo("1.1.0");

            two.model.broken.clear();
            two.switchboard.follow(trial);
            LoadedVersion candidate =
                    two.registry.traffic(ToyModel.ID).orElseThrow().candidate();
            assertThat(candidate).isNotNull();
            assertThat(candidate.manifest().version()).isEqualTo(new Version("1.2.0"));
            Installation.waitFor(() -> two.model.open.get() == 3); // the version before, too
        }
    }

    @Test
    void saysWhatWasDecidedThoughThisNodeCannotFollowYet() throws Exception {
        Database database = TestDatabase.H2.open();
        try (Installation one = new Installation(data, database).started();
                Installation two = new Installation(data, database).started()) {
            Version next = one.validated("1.2.0");
            one.promotions.promote(ToyModel.ID, one.validated("1.1.0"), NOW, null, Installation.ANN);
            two.model.broken.add("1.1.0");

            Deployment decided = two.promotions.promote(ToyModel.ID, next, HALF, null, Installation.ANN);

            assertThat(decided.candidate()).contains(next);
            assertThat(live(two)).isEqualTo("1.0.0");
            assertThat(two.model.open.get()).isEqualTo(1);
            two.model.broken.clear();
            assertThat(two.follower.look()).isTrue();
            assertThat(live(two)).isEqualTo("1.1.0");
        }
    }

    @Test
    void carriesOutNoDeploymentThatALaterOneHasReplaced() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Deployment former =
                    node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), NOW, null, Installation.ANN);
            node.promotions.promote(ToyModel.ID, node.validated("1.2.0"), NOW, null, Installation.ANN);

            node.switchboard.follow(former);

            assertThat(live(node)).isEqualTo("1.2.0");
        }
    }

    private static String live(Installation node) {
        return node.registry
                .traffic(ToyModel.ID)
                .orElseThrow()
                .live()
                .manifest()
                .version()
                .value();
    }
}
