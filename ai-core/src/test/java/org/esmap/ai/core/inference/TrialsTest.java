package org.esmap.ai.core.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esmap.ai.core.inference.EchoChain.ECHO;
import static org.esmap.ai.core.inference.EchoChain.none;
import static org.esmap.ai.core.inference.EchoChain.unique;

import com.fasterxml.jackson.databind.node.TextNode;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What faults of a version that is not the live one do: nothing to the circuit breaker of its model, which is the live one's. */
class TrialsTest extends EchoChainTest {
    private static final String LIVE = "1.0.0";

    private static LoadedVersion live;
    private static LoadedVersion previous;
    private static LoadedVersion candidate;

    @BeforeAll
    static void load() {
        live = chain.registry.traffic(ECHO).orElseThrow().live();
        previous = chain.version("0.9.0");
        candidate = chain.version("1.1.0");
        canary(0);
    }

    @Test
    void asksTheLiveVersionBehindTheFaultToleranceOfItsModel() throws Exception {
        canary(0);

        assertThat(guardedRuns(null, unique(), LIVE, Source.MODEL)).isEqualTo(1);
        assertThat(guardedRuns(null, "fail", LIVE, Source.FALLBACK)).isEqualTo(1);
        assertThat(guardedRuns(new Version(LIVE), "fail", LIVE, Source.FALLBACK))
                .isEqualTo(1);
    }

    @Test
    void asksACanaryPastIt() throws Exception {
        canary(100);

        assertThat(guardedRuns(null, unique(), "1.1.0", Source.MODEL)).isZero();
        assertThat(guardedRuns(null, "fail", "1.1.0", Source.FALLBACK)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.9.0", "1.1.0"})
    void asksAVersionPastItThatIsAskedForByName(String number) throws Exception {
        assertThat(guardedRuns(new Version(number), unique(), number, Source.MODEL))
                .isZero();
        assertThat(guardedRuns(new Version(number), "fail", number, Source.FALLBACK))
                .isZero();
    }

    private static void canary(int percent) {
        chain.registry.route(ECHO, new Traffic(live, previous, candidate, Traffic.Trial.CANARY, percent));
    }

    /** Runs behind fault tolerance that one request makes, which {@code version} is to answer. */
    private static int guardedRuns(@Nullable Version asked, String text, String version, Source source)
            throws Exception {
        int before = chain.real().guarded.get();
        Answer answer = chain.answer(new InferenceRequest(
                "echo", TextNode.valueOf(text), none(), asked, false, null, "k", System.nanoTime()));
        assertThat(answer.version()).hasToString(version);
        assertThat(answer.source()).isEqualTo(source);
        return chain.real().guarded.get() - before;
    }
}
