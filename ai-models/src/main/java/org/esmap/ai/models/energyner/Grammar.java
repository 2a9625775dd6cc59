package org.esmap.ai.models.energyner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.esmap.ai.core.quantities.FoundQuantity;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.esmap.ai.core.quantities.QuantityFinder;
import org.esmap.ai.core.quantities.Units;

/** Quantities, money and dates as entities, and their place among names. */
final class Grammar {
    private final QuantityFinder finder = new QuantityFinder(Units.standard());
    private final Map<Kind, Double> scores;

    Grammar(Map<Kind, Double> scores) {
        this.scores = scores;
    }

    /** What a date comes to, in ISO 8601. */
    record Date(String iso) {}

    /** What the grammar finds; plain counts only where {@code counts} asks for them. */
    List<Entity> find(String text, boolean counts) {
        List<Entity> found = new ArrayList<>();
        for (FoundQuantity quantity : finder.find(text)) {
            if (quantity.kind() != Kind.COUNT || counts) {
                found.add(entity(text, quantity));
            }
        }
        return found;
    }

    private Entity entity(String text, FoundQuantity quantity) {
        boolean date = quantity.date() != null;
        return new Entity(
                quantity.kind() == Kind.COUNT
                        ? Kind.METRIC.name()
                        : quantity.kind().name(),
                quantity.in(text),
                quantity.start(),
                quantity.end(),
                scores.getOrDefault(quantity.kind(), 0.8),
                date ? new Date(String.valueOf(quantity.date())) : quantity.normalized());
    }

    /**
     * Names and quantities in one list, in order, without overlaps. A quantity that is no date wins over a name that does
     * not hold it whole; what is left of the names wins over everything.
     */
    static List<Entity> merge(List<Entity> names, List<Entity> quantities) {
        List<Entity> left = names.stream()
                .filter(name -> quantities.stream()
                        .filter(quantity -> !quantity.entityGroup().equals(Kind.DATE.name()))
                        .noneMatch(quantity -> name.overlaps(quantity) && !name.contains(quantity)))
                .toList();
        return Stream.concat(
                        left.stream(),
                        quantities.stream().filter(quantity -> left.stream().noneMatch(quantity::overlaps)))
                .sorted(Comparator.comparingInt(Entity::start))
                .toList();
    }
}
