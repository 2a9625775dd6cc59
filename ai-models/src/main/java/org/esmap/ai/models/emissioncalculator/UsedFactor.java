package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The factor of a line as it is reported: under the request's GWP set.
 *
 * @param key       what lines with the same factor share
 * @param gwp       the set that {@code value} is in: the request's, or {@code unstated} where the source does not say
 * @param published the factor as published; null for a caller's own factor and for refrigerants
 */
record UsedFactor(
        String key,
        BigDecimal value,
        String unit,
        String gwp,
        @Nullable String cvBasis,
        @Nullable String region,
        @Nullable Integer year,
        @Nullable String boundary,
        String source,
        @Nullable String page,
        @Nullable String url,
        @Nullable String licence,
        @Nullable Factor published) {
    static final String UNSTATED = "unstated";

    static UsedFactor of(Factor factor, BigDecimal value, GwpSet set) {
        boolean unstated = factor.form() == Factor.Form.TOTAL && factor.gwp() == null;
        CvBasis basis = factor.cvBasis();
        return new UsedFactor(
                factor.id(),
                value,
                "kg CO2e/" + factor.unit().symbol(),
                unstated ? UNSTATED : set.name(),
                basis == null ? null : basis.text(),
                factor.region(),
                factor.year(),
                factor.boundary().text(),
                factor.source(),
                factor.page(),
                factor.url(),
                factor.dataset().licence(),
                factor);
    }
}
