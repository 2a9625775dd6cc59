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
    private static final int SHOWN_REGIONS = 20;

    private final FactorSet factors;

    FactorChoice(FactorSet factors) {
        this.factors = factors;
    }

    /** A factor with the way to it. */
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
            throw AiException.invalid(
                    activity.at("boundary"),
                    "No factor with this boundary for " + named(activity),
                    inRegion.stream()
                            .map(factor -> factor.boundary().text())
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        List<Candidate> reachable = reachable(activity, covering);
        List<Candidate> ofYear = ofYear(activity, usual(activity, reachable), covering, warnings);
        Candidate best = ofYear.stream().min(Candidate.BETTER).orElseThrow();
        Route route = Route.take(activity, best.factor, factors.calorificValue(activity.item()));
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
            throw noFactor(activity);
        }
        warnings.add(new Warning(
                "default-factor",
                "No factor of " + region + " for " + activity.item() + " in the set; the world default is used"));
        return world;
    }

    private List<Factor> ofDataset(Activity activity, String region) {
        String dataset = activity.dataset();
        return factors.factors(activity.type(), activity.item(), region).stream()
                .filter(factor -> dataset == null || factor.dataset().id().equals(dataset))
                .toList();
    }

    private AiException noFactor(Activity activity) {
        String dataset = activity.dataset();
        List<String> regions = factors.regionsOf(activity.type(), activity.item(), dataset);
        if (regions.isEmpty()) {
            return AiException.invalid(
                    activity.at("dataset"),
                    "No factor for " + activity.type().text() + " '" + activity.item() + "' in " + dataset,
                    String.join(", ", factors.datasetsOf(activity.type(), activity.item())));
        }
        return AiException.invalid(
                activity.at("region"),
                (activity.region() == null ? "Expected a region: no world factor for " : "No factor for ")
                        + named(activity)
                        + (dataset == null ? "" : " in " + dataset),
                regions.stream().limit(SHOWN_REGIONS).collect(Collectors.joining(", "))
                        + (regions.size() > SHOWN_REGIONS ? ", …" : ""));
    }

    private List<Candidate> reachable(Activity activity, List<Factor> covering) {
        Optional<CalorificValue> known = factors.calorificValue(activity.item());
        List<Candidate> reachable = new ArrayList<>();
        for (Factor factor : covering) {
            Route.detours(activity, factor, known).ifPresent(detours -> reachable.add(new Candidate(factor, detours)));
        }
        if (reachable.isEmpty()) {
            throw unreachable(activity, covering, known.map(CalorificValue::net));
        }
        return reachable;
    }

    private static AiException unreachable(Activity activity, List<Factor> covering, Optional<GasFactor> net) {
        boolean fuel = activity.type() == ActivityType.FUEL;
        boolean energy = activity.unit().quantity().equals("energy");
        if (activity.calorificValue() != null) {
            return AiException.invalid(
                    activity.at("calorificValue"),
                    "No factor per energy that this calorific value leads to for " + named(activity)
                            + (energy
                                    ? ": the amount is energy already. Leave the calorific value out"
                                    : ". Give it per mass for a mass and per volume for a volume, on a basis the factor"
                                            + " has; or leave it out for a factor per mass or volume"),
                    null);
        }
        if (fuel && energy && activity.cvBasis() == null) {
            return AiException.invalid(
                    activity.at("cvBasis"), "Fuel energy needs its calorific basis, found none", "gross, net");
        }
        if (fuel && energy) {
            String bases = covering.stream()
                    .map(Factor::cvBasis)
                    .filter(Objects::nonNull)
                    .map(CvBasis::text)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!bases.isEmpty()) {
                return AiException.invalid(
                        activity.at("cvBasis"), "No factor on this calorific basis for " + named(activity), bases);
            }
        }
        String units = covering.stream()
                .map(factor -> factor.unit().symbol())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        boolean weighable = fuel && !energy && net.isPresent();
        String hint = fuel && !energy
                ? ". Without a calorific value it has no energy: give calorificValue, or the amount in another unit"
                : "";
        return AiException.invalid(
                activity.at("unit"),
                "No factor for " + activity.unit().quantity() + " (" + activity.unit() + ") of " + named(activity)
                        + hint,
                "units that convert to " + units + (weighable ? ", or a mass" : ""));
    }

    /** Without a period and a boundary the direct factors where there are any, so that no newer life-cycle one hides them. */
    private static List<Candidate> usual(Activity activity, List<Candidate> reachable) {
        List<Candidate> direct = reachable.stream()
                .filter(candidate -> candidate.factor.boundary() == Boundary.DIRECT)
                .toList();
        return activity.year() != null || activity.boundary() != null || direct.isEmpty() ? reachable : direct;
    }

    private static List<Candidate> ofYear(
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
                            + ", the newest in the set with this boundary, is used"));
        }
        List<Candidate> matching = reachable.stream()
                .filter(candidate -> candidate.factor.year() == null
                        || candidate.factor.year().equals(wanted))
                .toList();
        if (matching.isEmpty()) {
            throw AiException.invalid(
                    activity.at("period"),
                    "No factor of " + asked + " for " + named(activity) + way(activity, covering),
                    years.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        return matching;
    }

    /** What leads to a factor of the year asked for, or to another one. */
    private static String way(Activity activity, List<Factor> covering) {
        String units = covering.stream()
                .filter(factor -> Objects.equals(factor.year(), activity.year()))
                .map(factor -> factor.unit().symbol())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (activity.calorificValue() != null && !units.isEmpty()) {
            return " that the calorific value leads to. Leave the calorific value out: that of the year is per "
                    + units;
        }
        return activity.type() == ActivityType.FUEL
                ? ". Leave out the region for the world default, or name a data set"
                : "";
    }

    private static String named(Activity activity) {
        String region = activity.region();
        return activity.type().text() + " '" + activity.item() + "'" + (region == null ? "" : " in " + region);
    }
}
