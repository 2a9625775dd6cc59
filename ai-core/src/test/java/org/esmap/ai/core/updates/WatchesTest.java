package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.RecordedEvents;
import org.esmap.ai.core.versions.Change;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchesTest {
    private static final Promotion HALF = new Promotion(Strategy.CANARY, 50, 600, "try");

    /** Whatever is live without a trial has been so long enough. */
    private static final WatchSettings BRIEF = new WatchSettings(20, 0.05, 0.05, 0.3, 0.3, Duration.ZERO);

    private final Watches watches = new Watches(BRIEF, new RecordedEvents<>());

    @TempDir
    Path data;

    @Test
    void endsNoWatchByADeploymentThatIsNoLonger() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Deployment before = node.deployments.find(ToyModel.ID).orElseThrow();
            watches.watch(before, Change.Kind.FIRST_START);
            Version candidate = node.validated("1.1.0");
            Deployment trial = node.promotions.promote(ToyModel.ID, candidate, HALF, null, Installation.ANN);
            watches.watch(trial, Change.Kind.START_CANARY);

            watches.endWhenOld(before);

            assertThat(watches.of(ToyModel.ID)).map(Watch::subject).contains(candidate);
        }
    }
}
