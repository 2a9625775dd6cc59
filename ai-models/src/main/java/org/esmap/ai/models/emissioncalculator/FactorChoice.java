package org.esmap.ai.models.emissioncalculator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the one factor for an activity, or refuses. The region and the year are the activity's own: no neighbour
 * stands in for them. Where a fuel has no factor of the region, the world default of the IPCC is used and said.
 */
final class FactorChoice {
    private final FactorSet factors;
    private final GwpSet set;
    private final FactorRefusals refusals;

    FactorChoice(FactorSet factors, GwpSet set) {
        this.factors = factors;
        this.set = set;
        this.refusals = new FactorRefusals(factors);
    }

    /** A factor, one that can be stated under the GWP set, with the way to it. */
    record Chosen(Factor factor, Route route, List<Warning> warnings) {}

    private record Candidate(Factor factor, int detours) {
        private static final Comparator<Candidate> BETTER = Comparator.<Candidate>comparingInt(
                        c -> c.factor.boundary() == Boundary.DIRECT ? 0 : 1)
                .thenComparingInt(Candidate::detours);
    }

    Chosen choose(Activity activity) {
        List<Warning> warnings = new ArrayList<>();
        List<Factor> inRegion = inRegion(activity, warnings);
        List<Factor> covering = inRegion.stream()
                .filter(factor -> covers(factor, activity.boundary()))
                .toList();
        if (covering.isEmpty()) {
            throw refusals.noBoundary(activity, inRegion);
        }
        List<Candidate> reachable = reachable(activity, covering);
        List<Candidate> ofYear = ofYear(activity, usual(activity, reachable), covering, warnings);
        Candidate best = ofYear.stream().min(Candidate.BETTER).orElseThrow();
        if (!best.factor.isStatedUnder(set)) {
            List<Factor> others = reachable.stream().map(Candidate::factor).toList();
            throw refusals.otherGwp(activity, best.factor, others, set);
        }
        Optional<CalorificValue> known = factors.calorificValue(activity.item());
        known.flatMap(value -> Route.unusual(activity, value)).ifPresent(warnings::add);
        Route route = Route.take(activity, best.factor, known);
        return new Chosen(best.factor, route, warnings);
    }

    private static boolean covers(Factor factor, @Nullable Boundary asked) {
        Boundary boundary = factor.boundary();
        return asked == null ? boundary == Boundary.DIRECT || boundary == Boundary.LIFECYCLE : boundary == asked;
    }

    private List<Factor> inRegion(Activity activity, List<Warning> warnings) {
        String region = activity.region();
        if (region == null && activity.type() == ActivityType.ELECTRICITY) {
            throw AiException.invalid(
                    activity.at("region"), "Expected the region of the grid, found none", "an ISO 3166 code or a name");
        }
        List<Factor> own = ofDataset(activity, region == null ? FactorSet.WORLD : region);
        if (!own.isEmpty()) {
            return own;
        }
        boolean mayFallToWorld = activity.type() == ActivityType.FUEL && region != null;
        List<Factor> world = mayFallToWorld ? ofDataset(activity, FactorSet.WORLD) : List.of();
        if (world.isEmpty()) {
            throw refusals.noRegion(activity);
        }
        warnings.add(new Warning(
                "default-factor",
                "No factor of " + region + " for " + activity.item() + " in "
                        + Objects.requireNonNullElse(activity.dataset(), "the set") + "; the world default is used"));
        return world;
    }

    private List<Factor> ofDataset(Activity activity, String region) {
        String dataset = activity.dataset();
        return factors.factors(activity.type(), activity.item(), region).stream()
                .filter(factor -> dataset == null || factor.dataset().id().equals(dataset))
                .toList();
    }

    private List<Candidate> reachable(Activity activity, List<Factor> covering) {
        Optional<CalorificValue> known = factors.calorificValue(activity.item());
        List<Candidate> reachable = new ArrayList<>();
        for (Factor factor : covering) {
            Route.detours(activity, factor, known).ifPresent(detours -> reachable.add(new Candidate(factor, detours)));
        }
        if (reachable.isEmpty()) {
            throw refusals.unreachable(activity, covering, known.map(CalorificValue::net));
        }
        return reachable;
    }

    /** Without a period and a boundary the direct factors where there are any, so that no newer life-cycle one hides them. */
    private static List<Candidate> usual(Activity activity, List<Candidate> reachable) {
        List<Candidate> direct = reachable.stream()
                .filter(candidate -> candidate.factor.boundary() == Boundary.DIRECT)
                .toList();
        return activity.year() != null || activity.boundary() != null || direct.isEmpty() ? reachable : direct;
    }

    private List<Candidate> ofYear(
            Activity activity, List<Candidate> reachable, List<Factor> covering, List<Warning> warnings) {
        TreeSet<Integer> years = reachable.stream()
                .map(candidate -> candidate.factor.year())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        Integer asked = activity.year();
        Integer wanted = asked == null && !years.isEmpty() ? years.last() : asked;
        if (asked == null && wanted != null) {
            warnings.add(new Warning(
                    "newest-year",
                    "No period given; the factor of " + wanted
                            + ", the newest in the set for this unit and boundary, is used"));
        }
        List<Candidate> matching = reachable.stream()
                .filter(candidate -> candidate.factor.year() == null
                        || candidate.factor.year().equals(wanted))
                .toList();
        if (matching.isEmpty()) {
            throw refusals.noYear(activity, covering, years);
        }
        return matching;
    }
}
