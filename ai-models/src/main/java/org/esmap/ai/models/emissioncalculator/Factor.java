package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import org.esmap.ai.core.quantities.NamedUnit;
import org.jspecify.annotations.Nullable;

/**
 * A factor as its source publishes it.
 *
 * @param year      the year it is for; null where the source sets none
 * @param unit      what it is per
 * @param cvBasis   for fuel energy, else null
 * @param form      how the figures are to be read
 * @param gwp       the set the CO2e figures are in; null where there are none or the source does not say
 * @param total     CO2e of all gases, null where the source gives gases alone
 * @param co2       fossil carbon dioxide; like {@code ch4} and {@code n2o} null in the form {@link Form#TOTAL}
 * @param biogenic  carbon dioxide of biogenic origin, reported apart; null where the source does not say
 */
record Factor(
        String id,
        Dataset dataset,
        ActivityType type,
        String item,
        String region,
        @Nullable Integer year,
        Boundary boundary,
        NamedUnit unit,
        @Nullable CvBasis cvBasis,
        Form form,
        @Nullable GwpSet gwp,
        @Nullable BigDecimal total,
        @Nullable GasFactor co2,
        @Nullable GasFactor ch4,
        @Nullable GasFactor n2o,
        @Nullable GasFactor biogenic,
        String publisher,
        String page,
        String url) {
    /** How the figures of a factor are to be read. */
    enum Form {
        /** kg of each gas: can be weighed with any GWP set. */
        MASS,
        /** kg CO2e of each gas under the factor's GWP set: the gases can be recovered. */
        CO2E,
        /** kg CO2e of all gases together: belongs to its GWP set. */
        TOTAL
    }

    /** What a factor of the table's row is. */
    static Factor of(Dataset dataset, Row row, NamedUnit unit) {
        Form form = Form.valueOf(row.text("form").toUpperCase(java.util.Locale.ROOT));
        boolean gases = form != Form.TOTAL;
        return new Factor(
                id(dataset, row),
                dataset,
                ActivityType.of(row.text("type")),
                row.text("item"),
                row.text("region"),
                row.whole("year").orElse(null),
                Boundary.of(row.text("boundary")),
                unit,
                row.optional("cvBasis").map(CvBasis::of).orElse(null),
                form,
                row.optional("gwp").map(GwpSet::valueOf).orElse(null),
                form == Form.TOTAL ? row.figure("co2e") : row.decimal("co2e").orElse(null),
                gases ? row.limited("co2") : null,
                gases ? row.limited("ch4") : null,
                gases ? row.limited("n2o") : null,
                row.optional("biogenicCo2").isPresent() ? row.limited("biogenicCo2") : null,
                row.optional("publisher").orElse(dataset.publisher()),
                row.optional("page").orElse(""),
                row.optional("url").orElse(dataset.url()));
    }

    private static String id(Dataset dataset, Row row) {
        String id = String.join(
                ":",
                dataset.id(),
                row.text("type"),
                row.text("item"),
                row.text("region"),
                row.optional("year").orElse("any"),
                row.text("boundary"),
                row.text("unit")
                        + row.optional("cvBasis").map(basis -> "-" + basis).orElse(""));
        return id + row.optional("publisher").map(publisher -> ":" + publisher).orElse("");
    }

    /** Whether it can be said in CO2e under a set: a total that was published under another one cannot be taken apart. */
    boolean isStatedUnder(GwpSet set) {
        return form != Form.TOTAL || gwp == null || gwp == set;
    }

    /** The fuel itself of a fuel and what it is burnt in, which stands behind a slash. */
    static String fuel(String item) {
        int use = item.indexOf('/');
        return use < 0 ? item : item.substring(0, use);
    }

    /** The name of the source, for people. */
    String source() {
        return publisher.equals(dataset.publisher())
                ? publisher + ": " + dataset.title()
                : publisher + ", in: " + dataset.title();
    }
}
