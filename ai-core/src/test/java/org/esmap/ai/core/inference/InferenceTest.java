package org.esmap.ai.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esmap.ai.core.inference.EchoChain.ECHO;
import static org.esmap.ai.core.inference.EchoChain.json;
import static org.esmap.ai.core.inference.EchoChain.none;
import static org.esmap.ai.core.inference.EchoChain.request;
import static org.esmap.ai.core.inference.EchoChain.unique;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Traffic;
import org.junit.jupiter.api.Test;

/** Answers of the whole chain: cache annotations, single flight, versions that change. */
class InferenceTest extends EchoChainTest {
    @Test
    void answersTheSameQuestionFromTheCache() throws Exception {
        String text = unique();
        int before = chain.runs();
        Answer first = chain.answer(request(text));
        Answer second = chain.answer(request(text));
        assertThat(first.source()).isEqualTo(Source.MODEL);
        assertThat(second.source()).isEqualTo(Source.CACHE);
        assertThat(second.output()).isEqualTo(first.output());
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(chain.runs()).isEqualTo(before + 1);
        assertThat(chain.records()).extracting(InferenceRecord::source).containsExactly(Source.MODEL, Source.CACHE);
    }

    @Test
    void takesNearlyEqualQuestionsForDifferent() throws Exception {
        String text = unique();
        chain.answer(request(text));
        assertThat(chain.answer(request(text + " ")).source()).isEqualTo(Source.MODEL);
        assertThat(chain.answer(request(text.toUpperCase(Locale.ROOT))).source())
                .isEqualTo(Source.MODEL);
    }

    @Test
    void asksTheModelAgainWhereTheCallerWantsNoCache() throws Exception {
        InferenceRequest request = new InferenceRequest(
                "echo", TextNode.valueOf(unique()), none(), null, false, null, "k", System.nanoTime());
        assertThat(chain.answer(request).source()).isEqualTo(Source.MODEL);
        assertThat(chain.answer(request).source()).isEqualTo(Source.MODEL);
    }

    @Test
    void computesEqualQuestionsUnderWayOnce() throws Exception {
        chain.gate().close();
        int before = chain.runs();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(chain.inference
                    .infer(request("wait", Duration.ofSeconds(30)))
                    .toCompletableFuture());
        }
        chain.gate().open();
        for (CompletableFuture<Answer> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).degraded()).isFalse();
        }
        assertThat(chain.runs()).isEqualTo(before + 1);
    }

    @Test
    void asksAgainForWhoHasMoreTimeThanTheQuestionTheyShared() throws Exception {
        chain.gate().close();
        int before = chain.runs();
        Answer impatient = chain.answer(request("punctual", Duration.ofSeconds(2)));
        List<CompletableFuture<Answer>> patient = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            patient.add(chain.inference
                    .infer(request("punctual", Duration.ofSeconds(30)))
                    .toCompletableFuture());
        }
        chain.gate().open();

        assertThat(impatient.source()).isEqualTo(Source.FALLBACK);
        for (CompletableFuture<Answer> answer : patient) {
            assertThat(answer.get(20, TimeUnit.SECONDS).source()).isEqualTo(Source.MODEL);
        }
        assertThat(chain.runs()).isEqualTo(before + 2);
    }

    @Test
    void keepsNoAnswerThatADeadlineCutShortAndGivesItToNobodyWithMoreTime() throws Exception {
        Duration little = Duration.ofNanos(EchoModel.ENOUGH_NANOS / 2);
        Duration plenty = Duration.ofNanos(EchoModel.ENOUGH_NANOS * 10);
        chain.gate().close();
        int before = chain.runs();
        List<CompletableFuture<Answer>> equal = new ArrayList<>();
        equal.add(chain.inference.infer(request("hasty", little)).toCompletableFuture());
        equal.add(chain.inference.infer(request("hasty", little)).toCompletableFuture());
        CompletableFuture<Answer> patient =
                chain.inference.infer(request("hasty", plenty)).toCompletableFuture();
        chain.gate().open();

        for (CompletableFuture<Answer> answer : equal) {
            assertThat(answer.get(20, TimeUnit.SECONDS).source()).isEqualTo(Source.MODEL);
        }
        assertThat(patient.get(20, TimeUnit.SECONDS).source()).isEqualTo(Source.MODEL);
        assertThat(chain.runs()).isEqualTo(before + 2);
        assertThat(chain.answer(request("hasty", little)).source())
                .as("the whole answer is kept")
                .isEqualTo(Source.CACHE);
    }

    @Test
    void neverCachesDegradedAnswers() throws Exception {
        assertThat(chain.answer(request("degraded")).source()).isEqualTo(Source.MODEL);
        Answer again = chain.answer(request("degraded"));
        assertThat(again.source()).isEqualTo(Source.MODEL);
        assertThat(again.degraded()).isTrue();
        assertThat(again.warnings()).extracting("code").containsExactly("unsupported-language");
    }

    @Test
    void neverAnswersFromAVersionThatIsNotTheOneItNames() throws Exception {
        Thread switcher = new Thread(() -> {
            for (int i = 0; i < 300; i++) {
                chain.registry.route(ECHO, Traffic.only(chain.version(i % 2 == 0 ? "2.0.0" : "1.0.0")));
            }
        });
        switcher.start();
        long asked = 0;
        while (switcher.isAlive()) {
            Answer answer = chain.answer(request(unique()));
            assertThat(answer.source()).isEqualTo(Source.MODEL);
            assertThat(json(answer)).contains("\"version\":\"" + answer.version() + "\"");
            asked++;
        }
        assertThat(asked).isPositive();
        assertThat(chain.real().open.get()).isEqualTo(1);
    }

    @Test
    void splitsTrafficOfACanaryByKey() throws Exception {
        LoadedVersion live = chain.version("1.0.0");
        LoadedVersion candidate = chain.version("3.0.0");
        chain.registry.route(ECHO, new Traffic(live, null, candidate, Traffic.Trial.CANARY, 30));
        int tried = 0;
        for (int i = 0; i < 1_000; i++) {
            String key = "caller-" + i;
            InferenceRequest request = new InferenceRequest(
                    "echo", TextNode.valueOf("x" + i), none(), null, true, null, key, System.nanoTime());
            Version first = chain.answer(request).version();
            assertThat(chain.answer(request).version()).isEqualTo(first);
            tried += first.value().equals("3.0.0") ? 1 : 0;
        }
        assertThat(tried).isBetween(230, 370);
        chain.registry.route(ECHO, Traffic.only(live));
    }
}
