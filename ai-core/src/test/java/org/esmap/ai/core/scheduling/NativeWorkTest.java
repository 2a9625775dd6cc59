package org.esmap.ai.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.ModelId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NativeWorkTest {
    private static final ModelId SLOW = new ModelId("slow");
    private static final ModelId QUICK = new ModelId("quick");
    private static final Deadline LATER = Deadline.after(Duration.ofMinutes(1));
    private static final Duration SOON = Duration.ofMillis(500);

    @RegisterExtension
    final GatedJobs jobs = new GatedJobs();

    private final CompletableFuture<Void> read = new CompletableFuture<>();

    @AfterEach
    void readAll() {
        read.complete(null);
    }

    @Test
    void neverRunsMoreAtOnceThanPermits() throws Exception {
        NativeWork work = jobs.work(2, 1_000);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int mine = i;
            answers.add(work.submit(QUICK, LATER, () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                now.decrementAndGet();
                return mine;
            }));
        }
        for (int i = 0; i < 300; i++) {
            assertThat(answers.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(i);
        }
        assertThat(most.get()).isBetween(1, 2);
        assertThat(work.load().queued()).isZero();
    }

    @Test
    void leavesAPermitToOthersWhileOneModelIsSlow() throws Exception {
        NativeWork work = jobs.work(2, 1_000);
        AtomicInteger slow = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            work.submit(SLOW, LATER, () -> {
                slow.incrementAndGet();
                return jobs.blocked().get();
            });
        }
        assertThat(work.submit(QUICK, LATER, () -> "answer").get(20, TimeUnit.SECONDS))
                .isEqualTo("answer");
        assertThat(slow.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void neverStartsWorkWhoseDeadlinePassesWhileItWaits() throws Exception {
        NativeWork work = jobs.work(1, 1_000);
        CompletableFuture<String> first = work.submit(SLOW, LATER, jobs.blocked());
        Deadline soon = Deadline.after(SOON);
        AtomicInteger started = new AtomicInteger();
        CompletableFuture<Integer> late = work.submit(SLOW, soon, started::incrementAndGet);
        passes(soon);
        jobs.open();
        first.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThat(started.get()).isZero();
        assertThat(work.load().expired()).isEqualTo(1);
    }

    @Test
    void takesMoreWorkWhileSomeoneHearsThatTheirsCameTooLate() throws Exception {
        NativeWork work = jobs.work(1, 1_000);
        work.submit(SLOW, LATER, jobs.blocked());
        Deadline soon = Deadline.after(SOON);
        CompletableFuture<String> late = work.submit(SLOW, soon, jobs.blocked());
        passes(soon);
        assertThat(late).as("waits for its turn").isNotDone();
        CompletableFuture<String> heard = late.handle((none, expired) -> CompletableFuture.supplyAsync(
                        () -> work.submit(QUICK, LATER, () -> "next"), jobs.workers)
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .join());
        jobs.open();
        assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo("next");
    }

    @Test
    void holdsNoPermitWhileSomeoneIsSlowToTakeTheirAnswer() throws Exception {
        NativeWork work = jobs.work(1, 1_000);
        CountDownLatch reading = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            work.submit(SLOW, LATER, jobs.blocked()).thenRun(() -> {
                reading.countDown();
                read.join();
            });
        }
        jobs.open();
        assertThat(reading.await(20, TimeUnit.SECONDS))
                .as("both answers are there")
                .isTrue();
        assertThat(work.submit(QUICK, LATER, () -> "next").get(20, TimeUnit.SECONDS))
                .isEqualTo("next");
    }

    @Test
    void answersWhatRunsAndWaitsWhileTheServerStops() throws Exception {
        NativeWork work = jobs.work(1, 1_000);
        CompletableFuture<String> running = work.submit(SLOW, LATER, jobs.blocked());
        CompletableFuture<String> waiting = work.submit(SLOW, LATER, jobs.blocked());
        jobs.workers.shutdown();
        jobs.open();
        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void answersWhatRunsThoughTheServerStopsAndSeveralMayFollow() throws Exception {
        NativeWork work = new NativeWork(
                new SchedulingSettings(2, Duration.ofMinutes(10), 10, Duration.ofMinutes(10)), jobs.workers);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) { // the second and third wait until it is known how long the first takes
            answers.add(work.submit(SLOW, LATER, jobs.blocked()));
        }
        jobs.workers.shutdown();
        jobs.open();
        for (CompletableFuture<String> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        }
    }

    @Test
    void keepsNoPermitWhereNoThreadCanBeMade() throws Exception {
        ScarceThreads threads = new ScarceThreads();
        NativeWork work = new NativeWork(
                new SchedulingSettings(1, Duration.ofMinutes(10), 10, Duration.ofMillis(20)),
                Executors.newCachedThreadPool(threads));
        assertThat(work.submit(QUICK, LATER, () -> "here").get(20, TimeUnit.SECONDS))
                .isEqualTo("here");
        threads.grant();
        assertThat(work.submit(QUICK, LATER, () -> "there").get(20, TimeUnit.SECONDS))
                .isEqualTo("there");
        assertThat(work.load().running()).isZero();
    }

    @Test
    void goesOnAfterWorkThatFails() throws Exception {
        NativeWork work = jobs.work(1, 10);
        CompletableFuture<String> failed = work.submit(QUICK, LATER, () -> {
            throw new IllegalStateException("broken model");
        });
        assertThatThrownBy(() -> failed.get(20, TimeUnit.SECONDS)).hasRootCauseMessage("broken model");
        assertThat(work.submit(QUICK, LATER, () -> "next").get(20, TimeUnit.SECONDS))
                .isEqualTo("next");
    }

    private static void passes(Deadline deadline) {
        while (!deadline.passed()) {
            Thread.onSpinWait();
        }
    }
}
