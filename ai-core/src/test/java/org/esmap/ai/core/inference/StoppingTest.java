package org.esmap.ai.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esmap.ai.core.inference.EchoChain.request;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoppingTest extends EchoChainTest {
    @Test
    void givesASubstituteAtTheDeadlineThoughNoThreadIsLeftForIt() throws Exception {
        chain.answer(request("first", Duration.ofSeconds(30))); // takes longer than those that follow
        chain.gate().close();
        CompletableFuture<Answer> late =
                chain.inference.infer(request("wait", Duration.ofSeconds(1))).toCompletableFuture();
        chain.workers().shutdown();

        assertThat(late.get(20, TimeUnit.SECONDS).source()).isEqualTo(Source.FALLBACK);
        chain.gate().open();
    }
}
