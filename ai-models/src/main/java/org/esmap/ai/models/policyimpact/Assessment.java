package org.esmap.ai.models.policyimpact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.esmap.ai.models.policyimpact.Acts.Act;
import org.jspecify.annotations.Nullable;

/**
 * Weighs acts and parameters into impacts, one for each dimension and direction. What is denied has no impact, what is
 * taken back has the opposite one, what is conditional has little confidence.
 */
final class Assessment {
    private final List<Mechanism> mechanisms;
    private final Map<String, Gathered> impacts = new LinkedHashMap<>();

    Assessment(List<Mechanism> mechanisms) {
        this.mechanisms = mechanisms;
    }

    private static final class Gathered {
        private final String dimension;
        private final Direction direction;
        private final Mechanism.Effect effect;
        private final List<Impact.Evidence> evidence = new ArrayList<>();
        private Impact.@Nullable Magnitude magnitude;
        private boolean onlyConditional = true;
        private boolean binding;

        Gathered(String dimension, Direction direction, Mechanism.Effect effect) {
            this.dimension = dimension;
            this.direction = direction;
            this.effect = effect;
        }

        void evidence(Impact.Evidence added) {
            if (!evidence.contains(added)) {
                evidence.add(added);
            }
        }

        Impact impact(boolean contested) {
            return new Impact(
                    dimension, direction, magnitude, null, confidence(contested), evidence, effect.timeToEffect());
        }

        private Impact.Confidence confidence(boolean contested) {
            if (contested) {
                return new Impact.Confidence("low", "Other clauses push the other way. " + effect.because());
            }
            if (onlyConditional) {
                return new Impact.Confidence("low", "It holds only under the conditions quoted. " + effect.because());
            }
            if (magnitude != null || binding) {
                return new Impact.Confidence("medium", effect.because());
            }
            return new Impact.Confidence("low", "The text does not bind anyone to it. " + effect.because());
        }
    }

    void add(List<Act> acts) {
        for (Act act : acts) {
            if (act.clause().negated()) {
                continue;
            }
            act.mechanism().effects().forEach((dimension, effect) -> {
                Gathered gathered = gathered(dimension, act.direction(effect), effect);
                gathered.evidence(Impact.Evidence.quote(act.clause()));
                gathered.onlyConditional &= act.clause().conditional()
                        && !Condition.isPartial(act.clause().line());
                Modality modality = act.clause().modality();
                gathered.binding |=
                        modality == Modality.SHALL || modality == Modality.WILL || modality == Modality.NONE;
            });
        }
    }

    /**
     * Adds what figures say: a study's range on covered emissions, and the revenue of a price on them. A price of
     * nothing, or on nothing, says nothing.
     */
    void add(Parameters parameters) {
        Mechanism mechanism = mechanisms.stream()
                .filter(m -> m.id().equals(parameters.instrument()))
                .findFirst()
                .orElse(null);
        if (mechanism == null || parameters.isNoPrice(mechanism)) {
            return;
        }
        Impact.Evidence given = Impact.Evidence.given(mechanism, parameters);
        mechanism.effects().forEach((dimension, effect) -> {
            Gathered gathered = gathered(dimension, effect.direction(), effect);
            gathered.evidence.add(given);
            gathered.onlyConditional = false;
        });
        Double emissionsMt =
                parameters.baseline() == null ? null : parameters.baseline().emissionsMt();
        if (emissionsMt != null && parameters.coverage() != null) {
            size(mechanism, parameters, emissionsMt, parameters.coverage());
        }
    }

    private void size(Mechanism mechanism, Parameters parameters, double emissionsMt, double coverage) {
        Mechanism.Study study = mechanism.study();
        Mechanism.Effect onEmissions = mechanism.effects().get("emissions");
        double coveredMt = emissionsMt * coverage;
        if (study != null && onEmissions != null) {
            Gathered emissions = gathered("emissions", onEmissions.direction(), onEmissions);
            double low = coveredMt * study.lowPercent() / 100;
            double high = coveredMt * study.highPercent() / 100;
            emissions.magnitude =
                    new Impact.Magnitude(rounded(low), rounded((low + high) / 2), rounded(high), "Mt CO2e/year");
            emissions.evidence.add(Impact.Evidence.study(study));
            emissions.evidence.add(Impact.Evidence.arithmetic(String.format(
                    Locale.ROOT,
                    "%s Mt CO2e x coverage %s = %s Mt covered; %s %% to %s %% of it is %s to %s Mt a year; the centre is their mean; the range is that of the schemes evaluated and does not scale with the level",
                    plain(emissionsMt),
                    plain(coverage),
                    plain(coveredMt),
                    plain(study.lowPercent()),
                    plain(study.highPercent()),
                    plain(low),
                    plain(high))));
        }
        Mechanism.Effect onFiscal = mechanism.effects().get("fiscal");
        String unit = parameters.unit();
        if (study != null
                && onFiscal != null
                && parameters.level() != null
                && unit != null
                && parameters.isPricePerTonne()) {
            double remainingLow = coveredMt * (1 - study.highPercent() / 100);
            double remainingHigh = coveredMt * (1 - study.lowPercent() / 100);
            double price = parameters.level();
            Gathered fiscal = gathered("fiscal", onFiscal.direction(), onFiscal);
            fiscal.magnitude = new Impact.Magnitude(
                    rounded(remainingLow * price),
                    rounded((remainingLow + remainingHigh) / 2 * price),
                    rounded(remainingHigh * price),
                    "million " + unit.substring(0, 3) + "/year");
            fiscal.evidence.add(Impact.Evidence.arithmetic(String.format(
                    Locale.ROOT,
                    "%s %s x %s to %s Mt that remain covered after the reduction; no exemptions assumed",
                    plain(price),
                    unit,
                    plain(remainingLow),
                    plain(remainingHigh))));
        }
    }

    /** Without the digits that binary fractions add. */
    private static double rounded(double value) {
        return Double.parseDouble(plain(value));
    }

    static String plain(double value) {
        return new java.math.BigDecimal(value, new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /**
     * Adds the reduction that the text itself states, such as "cut emissions by 12 Mt CO2e a year": one that depends on a
     * condition only where all does, and none of several. A size that the parameters gave stays, and the text's is quoted
     * beside it.
     */
    void addStated(List<Extracted> stated) {
        Gathered gathered = impacts.get(key("emissions", Direction.DECREASE));
        if (gathered == null) {
            return;
        }
        List<StatedReduction> reductions = StatedReduction.of(stated).stream()
                .filter(reduction ->
                        gathered.onlyConditional || !reduction.stated().conditional())
                .toList();
        reductions.forEach(reduction -> gathered.evidence(Impact.Evidence.quote(reduction.stated())));
        if (reductions.isEmpty()) {
            return;
        }
        StatedReduction first = reductions.get(0);
        if (gathered.magnitude != null) {
            gathered.evidence(Impact.Evidence.arithmetic(
                    "The text states a reduction of its own; the size given is the one found from the parameters"));
        } else if (reductions.stream().anyMatch(other -> !other.magnitude().equals(first.magnitude()))) {
            gathered.evidence(
                    Impact.Evidence.arithmetic(
                            "The text states several reductions and does not say which is the policy's, or whether they add up; no size is given"));
        } else {
            gathered.magnitude = first.magnitude();
            if (first.arithmetic() != null) {
                gathered.evidence(Impact.Evidence.arithmetic(first.arithmetic()));
            }
        }
    }

    private Gathered gathered(String dimension, Direction direction, Mechanism.Effect effect) {
        return impacts.computeIfAbsent(key(dimension, direction), k -> new Gathered(dimension, direction, effect));
    }

    private static String key(String dimension, Direction direction) {
        return dimension + " " + direction;
    }

    /** The impacts in the order of the dimensions; those without evidence are left out. */
    List<Impact> impacts() {
        return Impact.DIMENSIONS.stream()
                .flatMap(d -> impacts.values().stream().filter(g -> g.dimension.equals(d) && !g.evidence.isEmpty()))
                .map(g -> g.impact(contested(g)))
                .toList();
    }

    private boolean contested(Gathered gathered) {
        return impacts.containsKey(key(gathered.dimension, gathered.direction.reversed()))
                && gathered.direction != Direction.UNCLEAR;
    }

    /** Dimensions on which nothing can be said. */
    List<String> notAssessed() {
        List<String> assessed = impacts().stream().map(Impact::dimension).toList();
        return Impact.DIMENSIONS.stream().filter(d -> !assessed.contains(d)).toList();
    }
}
