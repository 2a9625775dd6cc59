package org.esmap.ai.core.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.Act;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.RecordedEvents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeploymentsTest {
    private static final ModelId MODEL = new ModelId("climate-bert");
    private static final Version V1 = new Version("1.0.0");
    private static final Version V2 = new Version("1.1.0");
    private static final Caller ANN = new Caller("ann", "127.0.0.1");

    /** One node: its own services over a shared database. */
    private record Node(Versions versions, Deployments deployments) {
        static Node on(Database database) {
            RecordedEvents<Act> acts = new RecordedEvents<>();
            return new Node(new Versions(database, acts), new Deployments(database, acts));
        }
    }

    private static Node started(Database database) {
        Node node = Node.on(database);
        node.versions.registerShipped(MODEL, V1, "a".repeat(64));
        node.deployments.findOrCreate(MODEL, V1);
        node.versions.register(MODEL, V2, "b".repeat(64), Origin.BUNDLE, ANN);
        return node;
    }

    private static void validate(Node node, Version version) {
        node.versions.beginValidation(MODEL, version, ANN);
        node.versions.endValidation(MODEL, version, true, "{}", "a test");
    }

    private static Change promote(Version live, Version previous) {
        return Change.to(Change.Kind.PROMOTE, live, previous, State.RETIRED, "better");
    }

    @ParameterizedTest
    @EnumSource
    void promotesAValidatedVersionAndKeepsTheHistory(TestDatabase kind) {
        Node node = started(kind.open());
        validate(node, V2);
        Deployment first = node.deployments.find(MODEL).orElseThrow();
        Instant before = Instant.now();
        while (!Instant.now().isAfter(before.plusMillis(1))) { // history is kept to the millisecond
            Thread.onSpinWait();
        }

        Deployment after = node.deployments.change(MODEL, first.epoch(), promote(V2, V1), ANN);

        assertThat(after.live()).isEqualTo(V2);
        assertThat(after.epoch()).isEqualTo(first.epoch() + 1);
        assertThat(node.versions.get(MODEL, V2).state()).isEqualTo(State.LIVE);
        assertThat(node.versions.get(MODEL, V1).state()).isEqualTo(State.RETIRED);
        assertThat(node.deployments.at(MODEL, before).orElseThrow().live()).isEqualTo("1.0.0");
        assertThat(node.deployments.at(MODEL, Instant.now()).orElseThrow().live())
                .isEqualTo("1.1.0");
        assertThat(node.deployments.history(MODEL, 10))
                .extracting(History::changedBy)
                .containsExactly("ann", "platform");
        assertThat(node.deployments.before(MODEL, V2)).isEqualTo(V1);
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhenTheLiveVersionWasPromotedWhateverCameSince(TestDatabase kind) {
        Node node = started(kind.open());
        validate(node, V2);
        assertThat(node.deployments.promoted(row(node))).isEmpty();
        node.deployments.change(MODEL, epoch(node), promote(V2, V1), ANN);
        Instant promoted = node.deployments.history(MODEL, 1).get(0).at();
        Change trial =
                new Change(Change.Kind.START_SHADOW, V2, null, V1, Strategy.SHADOW, 0, promoted, State.RETIRED, "look");

        node.deployments.change(MODEL, epoch(node), trial, ANN);
        Deployment during = row(node);
        assertThat(node.deployments.promoted(during)).contains(promoted);
        node.deployments.change(
                MODEL, epoch(node), Change.to(Change.Kind.END_TRIAL, V2, V1, State.RETIRED, "seen"), ANN);
        assertThat(node.deployments.promoted(row(node))).contains(promoted);
        node.deployments.change(
                MODEL, epoch(node), Change.to(Change.Kind.ROLLBACK, V1, null, State.RETIRED, "worse"), ANN);

        assertThat(node.deployments.promoted(row(node))).isEmpty();
        assertThat(node.deployments.promoted(during)).contains(promoted);
    }

    private static Deployment row(Node node) {
        return node.deployments.find(MODEL).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void neverLeavesAWayBackThatIsBeingValidated(TestDatabase kind) {
        Database database = kind.open();
        Node node = started(database);
        Version third = new Version("1.2.0");
        node.versions.register(MODEL, third, "c".repeat(64), Origin.BUNDLE, ANN);
        validate(node, V2);
        validate(node, third);
        node.deployments.change(MODEL, epoch(node), promote(V2, V1), ANN);
        node.deployments.change(MODEL, epoch(node), promote(third, V2), ANN);
        Deployments slower = new Deployments(
                database,
                new RecordedEvents<>(
                        act -> CompletableFuture.runAsync(() -> node.versions.beginValidation(MODEL, V1, ANN))
                                .join()));

        for (int attempt = 0; attempt < 2; attempt++) { // while the validation begins, and after that
            assertThatThrownBy(() -> slower.change(MODEL, epoch(node), promote(V2, V1), ANN))
                    .isInstanceOfSatisfying(
                            AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        }

        assertThat(node.deployments.find(MODEL).orElseThrow().live()).isEqualTo(third);
        assertThat(node.versions.get(MODEL, V1).state()).isEqualTo(State.VALIDATING);
    }

    private static long epoch(Node node) {
        return row(node).epoch();
    }

    @ParameterizedTest
    @EnumSource
    void refusesAVersionThatWasNotValidated(TestDatabase kind) {
        Node node = started(kind.open());
        long epoch = node.deployments.find(MODEL).orElseThrow().epoch();

        assertThatThrownBy(() -> node.deployments.change(MODEL, epoch, promote(V2, V1), ANN))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        assertThat(node.deployments.find(MODEL).orElseThrow().live()).isEqualTo(V1);
        assertThat(node.versions.get(MODEL, V1).state()).isEqualTo(State.LIVE);
    }

    @ParameterizedTest
    @EnumSource
    void letsOneOfTwoNodesWin(TestDatabase kind) throws Exception {
        Database database = kind.open();
        Node one = started(database);
        Node two = Node.on(database);
        validate(one, V2);
        for (int round = 0; round < 10; round++) {
            Deployment seen = one.deployments.find(MODEL).orElseThrow();
            boolean forth = seen.live().equals(V1);
            Change change = forth ? promote(V2, V1) : promote(V1, V2);

            List<String> outcomes =
                    both(() -> outcome(one, seen.epoch(), change), () -> outcome(two, seen.epoch(), change));

            assertThat(outcomes).containsExactlyInAnyOrder("won", "CONFLICT");
            assertThat(one.deployments.find(MODEL).orElseThrow().epoch()).isEqualTo(seen.epoch() + 1);
        }
        assertThat(one.deployments.history(MODEL, 100)).hasSize(11);
    }

    private static String outcome(Node node, long epoch, Change change) {
        try {
            node.deployments.change(MODEL, epoch, change, ANN);
            return "won";
        } catch (AiException e) {
            return e.code().name();
        }
    }

    private static List<String> both(Callable<String> one, Callable<String> two) throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            Future<String> first = threads.submit(() -> {
                together.await();
                return one.call();
            });
            Future<String> second = threads.submit(() -> {
                together.await();
                return two.call();
            });
            return List.of(first.get(), second.get());
        } finally {
            threads.shutdownNow();
        }
    }
}
