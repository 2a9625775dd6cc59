package org.esmap.ai.models.energyner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrammarTest {
    @Test
    void keepsADateThatLiesInANameAPlainNumberDisplaces() {
        Entity name = entity("ORG", 0, 20);
        Entity date = entity("DATE", 5, 9);
        Entity metric = entity("METRIC", 15, 25);

        assertThat(Grammar.merge(List.of(name), List.of(date, metric))).containsExactly(date, metric);
    }

    @Test
    void letsANameWinOverADateThatOverlapsIt() {
        Entity name = entity("ORG", 0, 20);

        assertThat(Grammar.merge(List.of(name), List.of(entity("DATE", 16, 25), entity("METRIC", 3, 5))))
                .containsExactly(name);
    }

    @Test
    void takesAQuantityForItsWholeNameToo() {
        Entity metric = entity("METRIC", 0, 20);

        assertThat(Grammar.merge(List.of(entity("TECH", 0, 20)), List.of(metric)))
                .containsExactly(metric);
    }

    private static Entity entity(String group, int start, int end) {
        return new Entity(group, "x".repeat(end - start), start, end, 0.9, null);
    }
}
