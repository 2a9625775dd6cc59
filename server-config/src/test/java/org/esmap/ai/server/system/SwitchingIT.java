package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promotions and rollbacks while callers ask: no failed request, no answer of a version other than it says. */
@ExtendWith(SystemTest.class)
class SwitchingIT {
    private static final String MODEL = "emission-calculator";
    private static final int ROUNDS = Integer.getInteger("ai.switch.rounds", 10);
    private static final int CALLERS = 3;

    private final Caller caller;
    private final Versions versions;

    SwitchingIT(RunningServer running) {
        this.caller = new Caller(running);
        this.versions = new Versions(running, MODEL);
    }

    @Test
    @Timeout(600)
    void losesNoRequestAndMistakesNoVersion(TestReporter report) throws Exception {
        versions.bring("3.0.0");
        Question question = Question.example(caller, MODEL);
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<Future<Integer>> load = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            load.add(callers.submit(() -> askUntil(stop, question)));
        }

        long begin = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            Versions.expect(versions.promote("3.0.0", "immediate", 0), 200);
            assertThat(Question.version(question.ask())).isEqualTo("3.0.0");
            versions.rollBack();
            assertThat(Question.version(question.ask())).isEqualTo("1.0.0");
        }
        long took = System.nanoTime() - begin;
        stop.set(true);
        int answers = 0;
        for (Future<Integer> asked : load) {
            answers += asked.get();
        }
        callers.shutdown();

        report.publishEntry(
                2 * ROUNDS + " switches",
                answers + " answers of the right version, " + took / 1_000_000 / (2 * ROUNDS) + " ms a switch");
        assertThat(answers).isGreaterThan(ROUNDS);
    }

    private static int askUntil(AtomicBoolean stop, Question question) throws IOException, InterruptedException {
        int answers = 0;
        while (!stop.get()) {
            HttpResponse<String> answer = question.ask();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Caller.json(answer).path("version").asText()).isEqualTo(Question.version(answer));
            answers++;
        }
        return answers;
    }
}
