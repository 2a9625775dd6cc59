package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.inference.Verdict;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.RecordedEvents;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchesTest {
    private static final Promotion NOW = new Promotion(Strategy.IMMEDIATE, 0, 0, "better");
    private static final Promotion HALF = new Promotion(Strategy.CANARY, 50, 600, "try");

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IMMEDIATE")
    void goesOnWatchingAPromotedVersionThroughATrialBesideIt(Strategy strategy) throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version live = node.validated("1.1.0");
            node.promotions.promote(ToyModel.ID, live, NOW, null, Installation.ANN);
            Watch watch = node.watches.of(ToyModel.ID).get(0);
            Version candidate = node.validated("1.2.0");
            Promotion trial = new Promotion(strategy, 50, 600, "try");

            node.promotions.promote(ToyModel.ID, candidate, trial, null, Installation.ANN);
            assertThat(node.watches.of(ToyModel.ID)).extracting(Watch::subject).containsExactly(live, candidate);
            node.promotions.rollBack(ToyModel.ID, null, "seen enough", null, Installation.ANN);
            node.guard.round();

            assertThat(node.watches.of(ToyModel.ID)).containsExactly(watch);
        }
    }

    @Test
    void watchesOnEveryNodeAndAfterAStartWhatWasPromotedBeforeATrial() throws Exception {
        Database database = TestDatabase.H2.open();
        try (Installation one = new Installation(data, database).started()) {
            Version live = one.validated("1.1.0");
            Version candidate = one.validated("1.2.0");
            one.promotions.promote(ToyModel.ID, live, NOW, null, Installation.ANN);
            one.promotions.promote(ToyModel.ID, candidate, HALF, null, Installation.ANN);
            try (Installation two = new Installation(data, database).started()) {
                two.guard.round();
                assertThat(two.watches.of(ToyModel.ID))
                        .extracting(Watch::subject)
                        .containsExactly(live, candidate);

                one.promotions.rollBack(ToyModel.ID, null, "seen enough", null, Installation.ANN);
                two.follower.look();
                two.guard.round();

                assertThat(two.watches.of(ToyModel.ID))
                        .extracting(Watch::subject)
                        .containsExactly(live);
            }
        }
    }

    @Test
    void endsTheWatchOfALiveVersionInItsOwnTime() throws Exception {
        WatchSettings brief = new WatchSettings(20, 0.05, 0.05, 0.3, 0.3, Duration.ofSeconds(1));
        Watches watches = new Watches(brief, new RecordedEvents<>());
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version candidate = node.validated("1.1.0");
            Deployment trial = node.promotions.promote(ToyModel.ID, candidate, HALF, null, Installation.ANN);
            Instant promoted = Instant.now().plusSeconds(1); // still fresh where the machine stands still for a moment
            watches.watch(trial, promoted);
            assertThat(watches.of(ToyModel.ID)).hasSize(2);

            Installation.waitFor(() -> {
                watches.endWhenOld(ToyModel.ID);
                return watches.of(ToyModel.ID).size() < 2;
            });

            assertThat(watches.of(ToyModel.ID)).extracting(Watch::subject).containsExactly(candidate);
        }
    }

    @Test
    void watchesNoVersionThatARollbackBroughtBack() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.promotions.promote(ToyModel.ID, node.validated("1.1.0"), NOW, null, Installation.ANN);
            node.promotions.promote(ToyModel.ID, node.validated("1.2.0"), NOW, null, Installation.ANN);

            node.promotions.rollBack(ToyModel.ID, null, "worse", null, Installation.ANN);

            assertThat(node.watches.of(ToyModel.ID)).isEmpty();
        }
    }

    @Test
    void excusesNoLiveVersionByACandidateThatIsAsBad() throws Exception {
        RecordedEvents<Suspicion> suspicions = new RecordedEvents<>();
        Watches watches = new Watches(Installation.WATCHING, suspicions);
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version candidate = node.validated("1.1.0");
            Deployment trial = node.promotions.promote(ToyModel.ID, candidate, HALF, null, Installation.ANN);
            watches.watch(trial, Instant.now());

            for (int i = 0; i < 200; i++) {
                watches.observe(new Verdict(ToyModel.ID, candidate, false));
                watches.observe(new Verdict(ToyModel.ID, trial.live(), false));
            }

            assertThat(suspicions.fired()).extracting(Suspicion::version).contains(trial.live());
        }
    }

    @Test
    void excusesNoLiveVersionByWhatIsSaidOfACandidateAfterItsTrial() throws Exception {
        RecordedEvents<Suspicion> suspicions = new RecordedEvents<>();
        Watches watches = new Watches(Installation.WATCHING, suspicions);
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version live = node.validated("1.1.0");
            Version candidate = node.validated("1.2.0");
            node.promotions.promote(ToyModel.ID, live, NOW, null, Installation.ANN);
            node.promotions.promote(ToyModel.ID, candidate, HALF, null, Installation.ANN);
            Deployment after = node.promotions.rollBack(ToyModel.ID, null, "worse", null, Installation.ANN);
            watches.watch(after, Instant.now());

            for (int i = 0; i < 200; i++) {
                watches.observe(new Verdict(ToyModel.ID, candidate, false));
                watches.observe(new Verdict(ToyModel.ID, live, false));
            }

            assertThat(suspicions.fired()).extracting(Suspicion::version).containsExactly(live);
        }
    }

    @Test
    void excusesNoCandidateByOneThatWasTriedBefore() throws Exception {
        RecordedEvents<Suspicion> suspicions = new RecordedEvents<>();
        Watches watches = new Watches(Installation.WATCHING, suspicions);
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version former = node.validated("1.1.0");
            Version candidate = node.validated("1.2.0");
            node.promotions.promote(ToyModel.ID, former, HALF, null, Installation.ANN);
            Deployment trial = node.promotions.promote(ToyModel.ID, candidate, HALF, null, Installation.ANN);
            watches.watch(trial, null);

            for (int i = 0; i < 200; i++) {
                watches.observe(new Verdict(ToyModel.ID, former, false));
                watches.observe(new Verdict(ToyModel.ID, candidate, false));
            }

            assertThat(suspicions.fired()).extracting(Suspicion::version).containsExactly(candidate);
        }
    }

    @Test
    void measuresALiveVersionByTheOneBefore() throws Exception {
        RecordedEvents<Suspicion> suspicions = new RecordedEvents<>();
        Watches watches = new Watches(Installation.WATCHING, suspicions);
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version live = node.validated("1.1.0");
            Deployment row = node.promotions.promote(ToyModel.ID, live, NOW, null, Installation.ANN);
            watches.watch(row, Instant.now());

            for (int i = 0; i < 200; i++) {
                watches.observe(new Verdict(ToyModel.ID, row.previous().orElseThrow(), i % 2 == 0));
                watches.observe(new Verdict(ToyModel.ID, live, i % 2 == 0));
            }

            assertThat(suspicions.fired()).isEmpty();
        }
    }

    @Test
    void suspectsAVersionAnewThatIsPromotedAgainBetweenTwoLooks() throws Exception {
        RecordedEvents<Suspicion> suspicions = new RecordedEvents<>();
        Watches watches = new Watches(Installation.WATCHING, suspicions);
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            Version bad = node.validated("1.1.0");
            Deployment tried = node.promotions.promote(ToyModel.ID, bad, HALF, null, Installation.ANN);
            watches.watch(tried, null);
            fail(watches, bad, tried.live());
            assertThat(suspicions.fired()).hasSize(1);

            node.promotions.rollBack(ToyModel.ID, null, "worse", null, Installation.ANN);
            watches.watch(node.promotions.promote(ToyModel.ID, bad, NOW, null, Installation.ANN), Instant.now());
            fail(watches, bad, tried.live());
            assertThat(suspicions.fired()).hasSize(2);

            node.promotions.rollBack(ToyModel.ID, null, "worse", null, Installation.ANN);
            Instant later = Instant.now().plusSeconds(1);
            watches.watch(node.promotions.promote(ToyModel.ID, bad, NOW, null, Installation.ANN), later);
            fail(watches, bad, tried.live());
            assertThat(suspicions.fired())
                    .hasSize(3)
                    .allMatch(one -> one.version().equals(bad));
        }
    }

    /** Callers call what {@code bad} answers wrong, and the other's right. */
    private static void fail(Watches watches, Version bad, Version other) {
        for (int i = 0; i < 200; i++) {
            watches.observe(new Verdict(ToyModel.ID, other, true));
            watches.observe(new Verdict(ToyModel.ID, bad, false));
        }
    }
}
