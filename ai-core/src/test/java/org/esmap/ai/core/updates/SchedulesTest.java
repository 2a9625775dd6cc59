package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.Act;
import org.esmap.ai.core.security.RecordedEvents;
import org.esmap.ai.core.versions.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SchedulesTest {
    @TempDir
    Path data;

    @TempDir
    Path offered;

    private Schedules schedules(Installation node, Database database) {
        return schedules(node, database, act -> {});
    }

    private Schedules schedules(Installation node, Database database, Consumer<Act> audience) {
        Sources sources = new Sources(
                new SourceSettings(List.of(offered), List.of(), Optional.empty(), Optional.empty()),
                node.imports,
                new Staging(data.resolve("fetch")));
        UpdateRun run = new UpdateRun(sources, node.validations, node.promotions, node.deployments);
        return new Schedules(
                database, node.registry, run, sources, node.leases, new RecordedEvents<>(audience), node.workers);
    }

    @Test
    void takesInValidatesAndPromotesANewerVersionFromAFolder() throws Exception {
        Database database = TestDatabase.H2.open();
        try (Installation node = new Installation(data, database).started()) {
            Schedules schedules = schedules(node, database);
            Installation.offer(offered, "1.1.0");

            runNow(node, schedules, database);

            assertThat(node.deployments.find(ToyModel.ID).orElseThrow().live()).isEqualTo(new Version("1.1.0"));
            Schedule after = schedules.find(ToyModel.ID).orElseThrow();
            assertThat(after.lastOutcome()).contains("1.1.0 promoted");
            assertThat(after.nextRun()).isAfter(after.lastRun());

            runNow(node, schedules, database);
            assertThat(schedules.find(ToyModel.ID).orElseThrow().lastOutcome()).contains("nothing newer than 1.1.0");
        }
    }

    @Test
    @Timeout(120)
    void letsARunPassThatIsDueWhileOneIsUnderWay() throws Exception {
        Database database = TestDatabase.H2.open();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (Installation node = new Installation(data, database).started()) {
            Schedules schedules = schedules(node, database);
            Installation.offer(offered, "1.1.0");
            node.model.before = () -> {
                running.countDown();
                ToyModel.await(answer);
            };
            schedules.put(ToyModel.ID, plan(offered.toString()), null, Installation.ANN);
            due(database);
            schedules.runDue();
            running.await();
            Instant began = schedules.find(ToyModel.ID).orElseThrow().lastRun();
            due(database);

            schedules.runDue();
            answer.countDown();
            awaitEnd(node, schedules);

            Schedule after = schedules.find(ToyModel.ID).orElseThrow();
            assertThat(after.lastOutcome()).contains("1.1.0 promoted");
            assertThat(after.lastRun()).isEqualTo(began);
            assertThat(after.nextRun()).isAfter(began);
        }
    }

    @Test
    void givesTheLeaseBackThoughNothingCanBeNotedAndSaysThatTheRunBrokeOff() throws Exception {
        Database database = TestDatabase.H2.open();
        CountDownLatch ended = new CountDownLatch(1);
        try (Installation node = new Installation(data, database).started()) {
            Schedules schedules = schedules(node, database, act -> {
                if (act.action().equals("scheduled-update")) {
                    ended.countDown();
                    throw new IllegalStateException("the audit trail is lost");
                }
            });
            schedules.put(ToyModel.ID, plan(offered.toString()), null, Installation.ANN);
            due(database);

            schedules.runDue();
            ended.await();

            Installation.waitFor(() -> !node.leases.held("update toy"));
            schedules.runDue();
            assertThat(schedules.find(ToyModel.ID).orElseThrow().lastOutcome()).startsWith("broke off");
        }
    }

    @Test
    void givesTheLeaseBackWhereNoThreadRunsTheUpdate() throws Exception {
        Database database = TestDatabase.H2.open();
        try (Installation node = new Installation(data, database).started()) {
            Schedules schedules = schedules(node, database);
            schedules.put(ToyModel.ID, plan(offered.toString()), null, Installation.ANN);
            due(database);
            node.workers.shutdown();

            assertThatThrownBy(schedules::runDue).isInstanceOf(RejectedExecutionException.class);

            assertThat(node.leases.held("update toy")).isFalse();
        }
    }

    @Test
    void refusesSourcesThatNobodyAllowed() throws Exception {
        Database database = TestDatabase.H2.open();
        try (Installation node = new Installation(data, database).started()) {
            Schedules schedules = schedules(node, database);
            for (String source : List.of(
                    "/etc",
                    offered + "/../x",
                    "https://example.org/index.json",
                    "http://localhost/",
                    "relative",
                    "https://exa mple",
                    "https:",
                    "file:/a\0b",
                    "/a\0b")) {
                assertThatThrownBy(() -> schedules.put(ToyModel.ID, plan(source), null, Installation.ANN))
                        .as(source)
                        .isInstanceOfSatisfying(
                                AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT));
            }
        }
    }

    /** Due once in four years, beside when {@link #due} says so. */
    private Plan plan(String source) {
        return new Plan("0 3 29 2 *", "UTC", source, Strategy.IMMEDIATE, 10, 60);
    }

    /** Makes the schedule due and waits for what comes of it. */
    private void runNow(Installation node, Schedules schedules, Database database) throws InterruptedException {
        schedules.put(ToyModel.ID, plan(offered.toString()), null, Installation.ANN);
        due(database);
        schedules.runDue();
        awaitEnd(node, schedules);
    }

    private static void due(Database database) {
        database.run(em -> em.createNativeQuery("update update_schedule set next_run = 0, last_outcome = 'due'")
                .executeUpdate());
    }

    private static void awaitEnd(Installation node, Schedules schedules) throws InterruptedException {
        Installation.waitFor(() -> !unfinished(schedules) && !node.leases.held("update toy"));
    }

    private static boolean unfinished(Schedules schedules) {
        String outcome = schedules.find(ToyModel.ID).orElseThrow().lastOutcome();
        return "due".equals(outcome) || "under way".equals(outcome);
    }
}
