package org.esmap.ai.core.quality;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.scheduling.Workers;

/**
 * Writes what was answered to the database, in batches, on a thread of its own. The request only drops its record into a
 * bounded queue. Thread-safe.
 *
 * <p>Invariant: only one thread takes from the queue and writes. While the database is out of reach the batch in hand is
 * kept and tried again, the queue fills, and what does not fit is dropped and counted.
 */
@ApplicationScoped
public class InferenceLog {
    private static final Logger LOG = System.getLogger(InferenceLog.class.getName());

    private final LogWriter writer;
    private final LogSettings settings;
    private final ExecutorService workers;
    private final BlockingQueue<InferenceRecord> queue;
    private final LongAdder dropped = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected InferenceLog() {
        this.writer = null;
        this.settings = null;
        this.workers = null;
        this.queue = null;
    }

    @Inject
    InferenceLog(LogWriter writer, LogSettings settings, @Workers ExecutorService workers) {
        this.writer = writer;
        this.settings = settings;
        this.workers = workers;
        this.queue = new ArrayBlockingQueue<>(settings.capacity());
    }

    void begin(@Observes Startup started) {
        workers.execute(this::write);
    }

    /**
     * Runs on the thread that answers: one attempt to enqueue, no wait. What was refused because of too much work says
     * nothing of the version it was meant for, and a flood must not fill the log: the metrics alone count it.
     */
    void accept(@Observes InferenceRecord record) {
        if (record.failure() == ErrorCode.OVERLOADED) {
            return;
        }
        if (queue.offer(record)) {
            accepted.increment();
        } else {
            dropped.increment();
        }
    }

    /** Records that did not fit since start. */
    public long dropped() {
        return dropped.sum();
    }

    /** Records written since start. */
    public long written() {
        return written.sum();
    }

    /** Records waiting to be written. */
    public int waiting() {
        return queue.size();
    }

    /**
     * Waits until everything accepted before this call has been written.
     *
     * @return whether that was so within {@code limitMs}
     */
    boolean settle(long limitMs) throws InterruptedException {
        long goal = accepted.sum();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
        synchronized (written) {
            while (written.sum() < goal) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                written.wait(left);
            }
        }
        return true;
    }

    private void write() {
        List<InferenceRecord> batch = new ArrayList<>(settings.batch());
        while (!stopped() || !queue.isEmpty()) {
            try {
                if (batch.isEmpty() && !collect(batch)) {
                    continue;
                }
                writer.write(batch);
                done(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) { // whatever it was: nobody else writes
                if (!rest(e)) {
                    return;
                }
            }
        }
    }

    private boolean collect(List<InferenceRecord> batch) throws InterruptedException {
        InferenceRecord first = queue.poll(settings.interval().toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return false;
        }
        batch.add(first);
        if (queue.size() < settings.batch() - 1) {
            // a commit costs more than the rows it carries: what comes close together shares one
            stopping.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS);
        }
        queue.drainTo(batch, settings.batch() - 1);
        return true;
    }

    private void done(List<InferenceRecord> batch) {
        synchronized (written) {
            written.add(batch.size());
            written.notifyAll();
        }
        batch.clear();
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    /** Waits before another try; false where the thread is told to end. */
    private boolean rest(Throwable failure) {
        boolean lost = failure instanceof AiException known && known.code() == ErrorCode.DATABASE_UNAVAILABLE;
        Level level = lost ? Level.DEBUG : Level.WARNING; // that the database is lost, it says itself
        LOG.log(level, "The inference log cannot be written; what waits is tried again", failure);
        try {
            return !stopping.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets the thread write what waits, and end. */
    @PreDestroy
    void stop() {
        stopping.countDown();
        try {
            settle(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
