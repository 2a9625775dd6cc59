package org.esmap.ai.core.scheduling;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * Runs the native work of all models. Thread-safe.
 *
 * <p>Work runs on the platform's own threads, never on the one that brings it while another can be had, so that a
 * caller can be answered at its deadline whatever native code does. What finds no permit waits in its model's lane;
 * lanes take turns. An answer is given once its permit is free again.
 *
 * <p>Invariant: {@code free} permits plus running jobs is the number of permits, and no job waits in a lane that may
 * run while a permit is free.
 */
@ApplicationScoped
public class NativeWork {
    private static final double UNTRIED_NANOS = 50e6;

    private final SchedulingSettings settings;
    private final Executor workers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ModelId, Lane> lanes = new HashMap<>();
    private final ArrayDeque<Lane> turns = new ArrayDeque<>();
    private int free;
    private int queued;
    private long expired;
    private long refused;
    private volatile boolean refusing;
    private volatile boolean shutDown;

    /** For the container's proxy. */
    protected NativeWork() {
        this.settings = new SchedulingSettings(1, Duration.ofSeconds(1), 1, Duration.ofMillis(20));
        this.workers = Runnable::run;
    }

    /** @param workers runs the jobs, never more at a time than permits, and gives their answers */
    @Inject
    public NativeWork(SchedulingSettings settings, @Workers ExecutorService workers) {
        this.settings = settings;
        this.workers = workers;
        this.free = settings.permits();
    }

    /**
     * Runs {@code work} when its turn comes, or never if {@code deadline} passes first.
     *
     * @return the answer; fails with {@code OVERLOADED} at once where the wait would be too long, and with
     *     {@code DEADLINE_EXCEEDED} where the turn came too late
     */
    public <T> CompletableFuture<T> submit(ModelId model, Deadline deadline, Supplier<T> work) {
        Job<T> job;
        lock.lock();
        try {
            Lane lane = lanes.computeIfAbsent(model, id -> new Lane());
            job = new Job<>(lane, deadline, work);
            long now = System.nanoTime();
            if (!mayBegin(lane, now)) {
                return enqueue(job); // what is refused is overload, however late; what waits expires in its turn
            }
            if (deadline.passed()) {
                expired++;
                return CompletableFuture.failedFuture(deadline.exceeded());
            }
            free--;
            lane.started(job, now);
        } finally {
            lock.unlock();
        }
        tell(() -> runAll(job), workers);
        return job.answer;
    }

    /** Runs a short task that needs no permit on another thread, or on this one where there is no other or the server stops. */
    public void runAside(Runnable task) {
        tell(task, workers);
    }

    /** Whether the last to ask was refused: a hint, without a lock, that {@link #turnAway} is worth a question. */
    public boolean refusing() {
        return refusing;
    }

    /**
     * Refuses work before it is made.
     *
     * @return what {@code submit} would fail with now, counted as a refusal; empty where it would take the work
     */
    public Optional<AiException> turnAway(ModelId model) {
        lock.lock();
        try {
            Lane lane = Optional.ofNullable(lanes.get(model)).orElseGet(Lane::new);
            Optional<AiException> refusal = mayBegin(lane, System.nanoTime()) ? Optional.empty() : refusal(lane);
            refusing = refusal.isPresent();
            return refusal;
        } finally {
            lock.unlock();
        }
    }

    /** What waits and runs at this moment. */
    public Load load() {
        lock.lock();
        try {
            return new Load(settings.permits() - free, queued, expired, refused);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A moment's picture.
     *
     * @param running permits in use
     * @param queued  jobs waiting
     * @param expired jobs dropped since start because their deadline passed before they ran
     * @param refused jobs refused since start
     */
    public record Load(int running, int queued, long expired, long refused) {}

    private <T> CompletableFuture<T> enqueue(Job<T> job) {
        Lane lane = job.lane;
        Optional<AiException> refusal = refusal(lane);
        if (refusal.isPresent()) {
            refusing = true;
            job.answer.completeExceptionally(refusal.get());
            return job.answer;
        }
        lane.waiting.add(job);
        if (lane.waiting.size() == 1) {
            turns.add(lane);
        }
        queued++;
        return job.answer;
    }

    /** Why one more job cannot wait in {@code lane}, counted. Behind the lock. */
    private Optional<AiException> refusal(Lane lane) {
        double wait = (lane.waiting.size() + 1) * lane.expectedNanos(UNTRIED_NANOS) / settings.permits();
        if (queued < settings.maxQueued() && wait <= settings.maxWait().toNanos() && !shutDown) {
            return Optional.empty();
        }
        refused++;
        Duration retry = Duration.ofSeconds((long) Math.ceil(Math.max(wait / 1e9, 1)));
        return Optional.of(AiException.overloaded(
                "The platform is at capacity. Try again in " + retry.toSeconds() + " s, or send fewer requests at a"
                        + " time.",
                retry));
    }

    private boolean mayBegin(Lane lane, long now) {
        return !shutDown && free > 0 && lane.waiting.isEmpty() && mayRun(lane, now);
    }

    private boolean mayRun(Lane lane, long now) {
        boolean brief = lane.brief(settings.brief().toNanos(), now);
        return lane.running() < (brief ? settings.permits() : Math.max(1, settings.permits() - 1));
    }

    /** Answers are given without a permit: whoever hears one may write it to a caller who reads slowly. */
    private void runAll(Job<?> first) {
        Job<?> job = first;
        while (job != null) {
            Runnable answer = job.run();
            Queue<Runnable> others = new ArrayDeque<>();
            job = ended(job, others);
            others.forEach(other -> tell(other, workers));
            tell(answer, job == null ? Runnable::run : workers);
        }
    }

    /** On this thread where there is no other, or the server stops: what has a permit runs, and gives it back. */
    private static void tell(Runnable task, Executor teller) {
        try {
            teller.execute(task);
        } catch (RejectedExecutionException | IllegalStateException | OutOfMemoryError noThread) {
            task.run();
        }
    }

    /** Gives the job's permit back and takes as many jobs as are free: one for this thread, the rest for {@code others}. */
    private @Nullable Job<?> ended(Job<?> job, Queue<Runnable> others) {
        lock.lock();
        try {
            long now = System.nanoTime();
            job.lane.ended(job, now);
            free++;
            Job<?> mine = take(now, others);
            for (Job<?> next = take(now, others); next != null; next = take(now, others)) {
                Job<?> more = next;
                others.add(() -> runAll(more));
            }
            return mine;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Job<?> take(long now, Queue<Runnable> others) {
        for (int untried = free > 0 ? turns.size() : 0; untried > 0; untried--) {
            Lane lane = turns.remove();
            Job<?> job = mayRun(lane, now) ? freshest(lane, others) : null;
            if (!lane.waiting.isEmpty()) {
                turns.add(lane);
            }
            if (job != null) {
                free--;
                lane.started(job, now);
                return job;
            }
        }
        return null;
    }

    private @Nullable Job<?> freshest(Lane lane, Queue<Runnable> others) {
        for (Job<?> job = lane.waiting.poll(); job != null; job = lane.waiting.poll()) {
            queued--;
            if (!job.deadline.passed()) {
                return job;
            }
            expired++;
            others.add(job::expire); // whoever hears of it may take long or ask for more work: not behind the lock
        }
        return null;
    }

    /** Takes no more work; what runs and waits ends by itself. */
    @PreDestroy
    void shutDown() {
        shutDown = true;
    }
}
