package org.esmap.ai.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.inference.Source;
import org.junit.jupiter.api.Test;

class InferenceLogTest {
    private static final LogSettings SMALL = new LogSettings(100, 50, Duration.ofMillis(20), Duration.ofDays(90), null);

    @Test
    void writesWhatItAcceptedAndCountsWhatItDropped() throws InterruptedException {
        Database database = TestDatabase.H2.open();
        ExecutorService workers = Executors.newCachedThreadPool();
        InferenceLog log = new InferenceLog(new LogWriter(database), SMALL, workers);
        for (int i = 0; i < 130; i++) {
            log.accept(record());
        }
        assertThat(log.dropped()).isEqualTo(30);

        log.begin(new jakarta.enterprise.event.Startup());
        assertThat(log.settle(30_000)).isTrue();
        log.stop();
        workers.shutdown();

        assertThat(count(database)).isEqualTo(100);
        assertThat(log.written()).isEqualTo(100);
    }

    @Test
    void keepsRefusalsUnderAFloodOutOfTheLog() {
        ExecutorService workers = Executors.newCachedThreadPool();
        InferenceLog log = new InferenceLog(new LogWriter(TestDatabase.H2.open()), SMALL, workers);

        log.accept(FiguresTest.record("1.0.0", null, ErrorCode.OVERLOADED, 3, "a", Instant.now()));
        log.accept(record());

        assertThat(log.waiting()).isEqualTo(1);
        workers.shutdown();
    }

    /** A label comes from an uploaded bundle. */
    @Test
    void writesTheOthersOfABatchWithALabelThatTheDatabaseCannotKeep() {
        Database database = TestDatabase.POSTGRES.open();

        new LogWriter(database)
                .write(List.of(
                        record(), FiguresTest.record("1.0.0", Source.MODEL, null, 3, "a\0b", Instant.now()), record()));

        assertThat(count(database)).isEqualTo(2);
    }

    @Test
    void saysWhatKeepsItFromWriting() throws InterruptedException {
        BlockingQueue<LogRecord> said = new LinkedBlockingQueue<>();
        Logger logger = Logger.getLogger(InferenceLog.class.getName());
        Handler hearing = new StreamHandler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line);
            }
        };
        logger.addHandler(hearing);
        ExecutorService workers = Executors.newCachedThreadPool();
        LogWriter broken = new LogWriter() {
            @Override
            void write(List<InferenceRecord> batch) {
                throw new IllegalStateException("no right to write into the table");
            }
        };
        InferenceLog log = new InferenceLog(broken, SMALL, workers);
        log.accept(record());
        log.begin(new jakarta.enterprise.event.Startup());

        LogRecord line = said.poll(20, TimeUnit.SECONDS);
        workers.shutdownNow();
        logger.removeHandler(hearing);
        assertThat(line).isNotNull();
        assertThat(line.getThrown()).hasMessage("no right to write into the table");
    }

    @Test
    void goesOnWritingAfterMemoryWasShort() throws InterruptedException {
        AtomicBoolean scarce = new AtomicBoolean(true);
        LogWriter writer = new LogWriter() {
            @Override
            void write(List<InferenceRecord> batch) {
                if (scarce.getAndSet(false)) {
                    throw new OutOfMemoryError("Java heap space");
                }
            }
        };
        ExecutorService workers = Executors.newCachedThreadPool();
        InferenceLog log = new InferenceLog(writer, SMALL, workers);
        log.begin(new jakarta.enterprise.event.Startup());
        log.accept(record());

        assertThat(log.settle(20_000)).isTrue();
        log.stop();
        workers.shutdown();
    }

    private static long count(Database database) {
        return database.call(em -> em.createQuery("select count(r) from LoggedInference r", Long.class)
                .getSingleResult());
    }

    private static InferenceRecord record() {
        return FiguresTest.record("1.0.0", Source.MODEL, null, 3, "a", Instant.now());
    }
}
