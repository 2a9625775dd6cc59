package org.esmap.ai.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What native work does not take, and what it says of that. */
class TurnedAwayTest {
    private static final ModelId SLOW = new ModelId("slow");
    private static final ModelId QUICK = new ModelId("quick");
    private static final Deadline LATER = Deadline.after(Duration.ofMinutes(1));

    @RegisterExtension
    final GatedJobs jobs = new GatedJobs();

    @Test
    void neverStartsWorkThatComesTooLateThoughAPermitIsFree() {
        NativeWork work = jobs.work(2, 1_000);
        AtomicInteger started = new AtomicInteger();

        CompletableFuture<Integer> late = work.submit(QUICK, Deadline.after(Duration.ZERO), started::incrementAndGet);

        assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThat(started.get()).isZero();
        assertThat(work.load()).isEqualTo(new NativeWork.Load(0, 0, 1, 0));
    }

    @Test
    void takesNoMoreWorkOnceTheServerStops() throws Exception {
        NativeWork work = jobs.work(2, 10);
        CompletableFuture<String> running = work.submit(SLOW, LATER, jobs.blocked());
        work.shutDown();
        assertThat(work.turnAway(QUICK)).map(AiException::code).contains(ErrorCode.OVERLOADED);
        assertThat(work.submit(QUICK, LATER, () -> "more")).isCompletedExceptionally();
        jobs.open();
        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void refusesAtOnceWhatWouldWaitTooLong() {
        NativeWork work = jobs.work(1, 5);
        for (int i = 0; i < 6; i++) {
            work.submit(SLOW, LATER, jobs.blocked());
        }
        CompletableFuture<String> refused = work.submit(SLOW, LATER, jobs.blocked());
        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::get).cause().isInstanceOfSatisfying(AiException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
            assertThat(e.retryAfter()).isPresent();
        });
    }

    @Test
    void refusesWhatComesTooLateToAFullQueue() {
        NativeWork work = jobs.work(1, 5);
        for (int i = 0; i < 6; i++) {
            work.submit(SLOW, LATER, jobs.blocked());
        }

        CompletableFuture<String> late = work.submit(SLOW, Deadline.after(Duration.ZERO), jobs.blocked());

        assertThatThrownBy(late::get)
                .cause()
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
        assertThat(work.load()).isEqualTo(new NativeWork.Load(1, 5, 0, 1));
    }

    @Test
    void turnsAwayOnlyWhatItWouldRefuse() throws Exception {
        NativeWork work = jobs.work(1, 5);
        assertThat(work.turnAway(SLOW)).as("an untried model").isEmpty();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            assertThat(work.turnAway(SLOW)).as("job " + i).isEmpty();
            answers.add(work.submit(SLOW, LATER, jobs.blocked()));
        }
        assertThat(work.refusing()).isFalse();

        assertThat(work.submit(SLOW, LATER, jobs.blocked())).isCompletedExceptionally();
        assertThat(work.refusing()).isTrue();
        assertThat(work.turnAway(SLOW)).map(AiException::code).contains(ErrorCode.OVERLOADED);
        assertThat(work.turnAway(QUICK)).as("an untried model").isPresent();
        assertThat(work.load().refused()).isEqualTo(3);

        jobs.open();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        assertThat(work.turnAway(SLOW)).isEmpty();
        assertThat(work.refusing()).isFalse();
    }
}
