package org.esmap.ai.models.emissioncalculator;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.esmap.ai.core.failure.AiException;
import org.jspecify.annotations.Nullable;

/** Says why an activity has no factor, and what would have one. */
final class FactorRefusals {
    /** Always open: the caller's own factor. */
    static final String OWN_FACTOR = "send type custom with a factor of your own";

    private static final int SHOWN_REGIONS = 20;

    private final FactorSet factors;

    FactorRefusals(FactorSet factors) {
        this.factors = factors;
    }

    AiException noBoundary(Activity activity, List<Factor> inRegion) {
        return AiException.invalid(
                activity.at("boundary"),
                (activity.boundary() == null
                                ? "No direct or life-cycle factor for "
                                : "No factor with this boundary for ")
                        + named(activity),
                listed(inRegion, factor -> factor.boundary().text()));
    }

    AiException noRegion(Activity activity) {
        String dataset = activity.dataset();
        String in = dataset == null ? "" : " in " + dataset;
        List<String> regions = factors.regionsOf(activity.type(), activity.item(), dataset);
        if (regions.isEmpty()) {
            return AiException.invalid(
                    activity.at("dataset"),
                    "No factor for " + activity.type().text() + " '" + activity.item() + "'" + in,
                    String.join(", ", factors.datasetsOf(activity.type(), activity.item())));
        }
        return AiException.invalid(
                activity.at("region"),
                (activity.region() == null ? "Expected a region: no world factor for " : "No factor for ")
                        + named(activity) + in + ". " + elsewhere(activity),
                regions.stream().limit(SHOWN_REGIONS).collect(Collectors.joining(", "))
                        + (regions.size() > SHOWN_REGIONS ? ", …" : ""));
    }

    /** What to send where a region has no factor: no other stands in for it unless the caller says so. */
    private String elsewhere(Activity activity) {
        String region = activity.region();
        if (activity.dataset() != null
                && region != null
                && factors.regionsOf(activity.type(), activity.item(), null).contains(region)) {
            return "Leave the data set out: another one has it";
        }
        String stead = region == null ? "Send a region that has one" : "Send a region that may stand for " + region;
        String fuel = activity.type() == ActivityType.TRANSPORT
                ? ", or the fuel burnt as type fuel, which has world defaults"
                : "";
        return stead + fuel + ", or " + OWN_FACTOR;
    }

    AiException unreachable(Activity activity, List<Factor> covering, Optional<GasFactor> net) {
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
        String bases = listed(covering, factor -> {
            CvBasis basis = factor.cvBasis();
            return basis == null ? null : basis.text();
        });
        if (fuel && energy && !bases.isEmpty()) {
            return AiException.invalid(
                    activity.at("cvBasis"), "No factor on this calorific basis for " + named(activity), bases);
        }
        boolean weighable = fuel && !energy && net.isPresent();
        String hint = fuel && !energy
                ? ". Without a calorific value it has no energy: give calorificValue, or the amount in another unit"
                : "";
        return AiException.invalid(
                activity.at("unit"),
                "No factor for " + activity.unit().quantity() + " (" + activity.unit() + ") of " + named(activity)
                        + hint,
                "units that convert to "
                        + listed(covering, factor -> factor.unit().symbol()) + (weighable ? ", or a mass" : ""));
    }

    AiException noYear(Activity activity, List<Factor> covering, Collection<Integer> years) {
        return AiException.invalid(
                activity.at("period"),
                "No factor of " + activity.year() + " per " + activity.unit() + " for " + named(activity)
                        + way(activity, covering),
                years.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    /** What leads to a factor of the year asked for, or to another one. */
    private String way(Activity activity, List<Factor> covering) {
        String units = listed(
                covering.stream()
                        .filter(factor -> Objects.equals(factor.year(), activity.year()))
                        .toList(),
                factor -> factor.unit().symbol());
        if (activity.calorificValue() != null && !units.isEmpty()) {
            return " that the calorific value leads to. Leave the calorific value out: that of the year is per "
                    + units;
        }
        String other = (units.isEmpty() ? "" : ". That of the year is per " + units) + otherBoundary(activity);
        boolean world = activity.type() == ActivityType.FUEL
                && factors.factors(activity.type(), activity.item(), FactorSet.WORLD).stream()
                        .anyMatch(factor -> Route.detours(activity, factor, factors.calorificValue(activity.item()))
                                .isPresent());
        return world ? other + ". Leave out the region for the world default, or name a data set" : other;
    }

    /** A boundary that the caller did not ask for and that has a factor of the year, of the same scope. */
    private String otherBoundary(Activity activity) {
        String region = Objects.requireNonNullElse(activity.region(), FactorSet.WORLD);
        String boundaries = listed(
                factors.factors(activity.type(), activity.item(), region).stream()
                        .filter(factor -> Objects.equals(factor.year(), activity.year()))
                        .filter(factor ->
                                activity.dataset() == null && !factor.boundary().isOfOthers())
                        .filter(factor -> Route.detours(activity, factor, factors.calorificValue(activity.item()))
                                .isPresent())
                        .toList(),
                factor -> factor.boundary().text());
        return boundaries.isEmpty() ? "" : ". With the boundary " + boundaries + " there is one";
    }

    /**
     * The factor is CO2e under another GWP set, which cannot be taken apart.
     *
     * @param others what else leads from the activity to emissions
     */
    AiException otherGwp(Activity activity, Factor factor, List<Factor> others, GwpSet set) {
        String periods = listed(
                others.stream().filter(other -> other.isStatedUnder(set)).toList(),
                other -> (other.year() == null ? "" : "period " + other.year() + " and ") + "dataset "
                        + other.dataset().id());
        String own = String.valueOf(factor.gwp());
        return AiException.invalid(
                "/gwp",
                activity.pointer() + " uses the factor " + factor.id() + ", which is published as CO2e under " + own
                        + " without its gases and cannot be stated under " + set + ". Ask for " + own
                        + (periods.isEmpty() ? "" : ", give " + periods)
                        + ", or " + OWN_FACTOR,
                own);
    }

    private static String listed(List<Factor> factors, Function<Factor, @Nullable String> what) {
        return factors.stream()
                .map(what)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String named(Activity activity) {
        String region = activity.region();
        return activity.type().text() + " '" + activity.item() + "'" + (region == null ? "" : " in " + region);
    }
}
