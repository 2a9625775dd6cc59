package org.esmap.ai.core.quantities;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;

/** What the grammar finds with the standard units, for tests. */
final class Found {
    private static final QuantityFinder FINDER = new QuantityFinder(Units.standard());

    private Found() {}

    static List<FoundQuantity> in(String text) {
        return FINDER.find(text);
    }

    /** The one quantity of a kind. */
    static FoundQuantity only(String text, Kind kind) {
        List<FoundQuantity> found =
                in(text).stream().filter(q -> q.kind() == kind).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
