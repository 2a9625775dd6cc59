package org.esmap.ai.core.quality;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.scheduling.Workers;

/** Takes old records out of the log every hour, and old feedback where it is not kept for ever. */
@ApplicationScoped
class Housekeeping {
    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final Duration FIRST_AFTER = Duration.ofMinutes(5);
    private static final Duration PURGE_EVERY = Duration.ofHours(1);

    private final LogWriter writer;
    private final LogSettings settings;
    private final ExecutorService workers;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Housekeeping() {
        this(null, null, null);
    }

    @Inject
    Housekeeping(LogWriter writer, LogSettings settings, @Workers ExecutorService workers) {
        this.writer = writer;
        this.settings = settings;
        this.workers = workers;
    }

    void begin(@Observes Startup started) {
        workers.execute(this::work);
    }

    private void work() {
        try {
            for (Duration wait = FIRST_AFTER; !stopping.await(wait.toMinutes(), TimeUnit.MINUTES); wait = PURGE_EVERY) {
                purge();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes out what has been kept long enough; what goes wrong is said, and tried again next time. */
    void purge() {
        try {
            int gone = purge(Instant.now().minus(settings.retention()));
            LOG.log(Level.INFO, "{0} inference records were older than {1} and are gone", gone, settings.retention());
            Duration feedback = settings.feedback();
            if (feedback != null) {
                int words = writer.purgeFeedback(Instant.now().minus(feedback));
                LOG.log(Level.INFO, "{0} pieces of feedback were older than {1} and are gone", words, feedback);
            }
        } catch (RuntimeException | Error e) { // whatever it was: nobody else purges
            LOG.log(
                    Level.WARNING,
                    "The inference log or its feedback could not be purged; the next try is in an hour",
                    e);
        }
    }

    /** Takes out all that is older, a piece at a time, unless the server stops meanwhile. */
    int purge(Instant oldest) {
        int total = 0;
        for (int gone = writer.purge(oldest); gone > 0; gone = stopped() ? 0 : writer.purge(oldest)) {
            total += gone;
        }
        return total;
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
    }
}
