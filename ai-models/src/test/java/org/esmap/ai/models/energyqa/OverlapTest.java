package org.esmap.ai.models.energyqa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverlapTest {
    @Test
    void weighsRareWordsByHowOftenTheyStandInAShortText() {
        double[] scores = new Overlap(List.of("dam dam river", "dam road", "wind")).scores("Where is the dam?");
        double weight = Math.log(1 + 1.5 / 2.5);
        assertThat(scores[0]).isCloseTo(weight * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2)), within(1e-12));
        assertThat(scores[1]).isCloseTo(weight * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / 2)), within(1e-12));
        assertThat(scores[2]).isZero();
    }

    @Test
    void comparesTheLongestQuestionWithTheLongestTextsAtOnce() {
        String question = IntStream.range(0, 499)
                .mapToObj(i -> String.valueOf((char) (0x4e00 + i)))
                .collect(Collectors.joining(" "));
        List<String> texts = Collections.nCopies(400, question);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        new Overlap(texts).scores(question);
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        assertThat(spent / 1_000_000).isLessThan(1_000);
    }
}
