package org.esmap.ai.models.policyimpact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reduction of emissions that a clause states in tonnes: directly ("by 5 Mt CO2e", "saves 3 Mt CO2") or as the way from one
 * level to a lower one. A threshold, a cap, a budget, a level that is to be reached or what was saved already is none.
 *
 * @param stated     the figure; of a pair the level that is reached
 * @param magnitude  how much
 * @param arithmetic how it was found; null where the text itself states it
 */
record StatedReduction(
        Extracted stated,
        Impact.Magnitude magnitude,
        @Nullable String arithmetic) {
    private static final Pattern TONNES = Pattern.compile("(?:[kMG]?t|kg)CO2e?(?:/(?:yr|a|year))?");

    private static final String ABOUT =
            "(?:(?:at least|about|around|approximately|some|an estimated|nearly|almost|roughly|over|more than|not less than|no less than|"
                    + "a further|another|an additional|a total of|up to) )?$";
    private static final String EMISSIONS =
            "(?:(?:in|of|the|its|their|total|annual|yearly|net|gross|additional|cumulative|national|domestic|greenhouse|gas|ghg|carbon|co[2₂]|emissions?) )";

    private static final Pattern FALL = Pattern.compile(
            "(?iu)\\b(?:reduc\\w+|cut(?:s|ting)?|lower(?:s|ed|ing)?|decreas\\w+|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin\\w+|shrink\\w*|bring\\w*|brought)\\b");
    private static final Pattern BY = Pattern.compile(
            "(?iu)\\b(?:reduc\\w+|cut(?:s|ting)?|lower(?:s|ed|ing)?|decreas\\w+|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|declin\\w+|abat\\w+|mitigat\\w+) "
                    + "(?:(?!increas|ris|rose|grow|grew|exceed|more|emit)(?:[\\p{L}'-]+|CO[2₂]|(?:19|20)\\d\\d) ){0,8}by "
                    + ABOUT);
    private static final Pattern OF =
            Pattern.compile("(?iu)\\b(?:reductions?|cuts?|savings?|abatement|mitigation|decreases?|fall|drop|decline) "
                    + EMISSIONS + "{0,6}?of " + ABOUT);
    /** What becomes of a reduction that is none: "could offset reductions of 2 Mt". */
    private static final Pattern LOST = Pattern.compile(
            "(?iu)\\b(?:offset\\w*|negat\\w+|undo\\w*|undid|erod\\w+|outweigh\\w*|cancel\\w*|nullif\\w+|forgo\\w*|jeopardi[sz]\\w+|wip\\w+ out|los(?:e|es|ing)) (?:out )?(?:(?:the|its|their|all|any|some|part of|expected|planned) )*"
                    + "(?:[\\p{L}-]+ )?(?:reductions?|cuts?|savings?|abatement|mitigation|decreases?) "
                    + EMISSIONS + "{0,6}?of " + ABOUT);

    private static final Pattern DIRECT = Pattern.compile(
            "(?iu)\\b(?:sav(?:e|es|ed|ing)|avoid(?:s|ed|ing)?|abat(?:e|es|ed|ing)|mitigat(?:e|es|ed|ing)|prevent(?:s|ed|ing)?|cut(?:s|ting)?|reduc(?:e|es|ed|ing)) "
                    + ABOUT);
    private static final Pattern BEHIND = Pattern.compile(
            "(?iu)^(?: (?:a|per|each|every) year| annually)? (?:shall|will|would|can|could|must|is|are|was|were) (?:be )?(?:saved|avoided|abated|mitigated|cut)\\b"
                    + "|^ (?:emissions? )?(?:reductions?|cuts?|savings?)\\b");

    private static final Pattern FROM = Pattern.compile("(?iu)\\bfrom " + ABOUT);
    private static final Pattern TO = Pattern.compile("(?iu)\\bto " + ABOUT);
    private static final Pattern FROM_NUMBER = Pattern.compile("(?iu)\\bfrom (\\d{1,40}(?:\\.\\d+)?) to $");

    /** The reductions that the figures state, in order. */
    static List<StatedReduction> of(List<Extracted> stated) {
        List<StatedReduction> found = new ArrayList<>();
        for (int i = 0; i < stated.size(); i++) {
            Extracted figure = stated.get(i);
            Extracted earlier = before(stated, i);
            String unit = unit(figure, earlier);
            StatedReduction reduction = unit == null ? null : read(figure, unit, earlier);
            if (reduction != null) {
                found.add(reduction);
            }
        }
        return found;
    }

    private static @Nullable StatedReduction read(Extracted figure, String unit, @Nullable Extracted earlier) {
        BigDecimal value = figure.value();
        if (figure.negated() || figure.type() != Extracted.Type.TARGET || value == null) {
            return null;
        }
        String front = figure.quote().substring(0, figure.start() - figure.clauseStart());
        String back = figure.quote().substring(figure.end() - figure.clauseStart());
        BigDecimal from = start(figure, unit, front, earlier);
        if (from != null && from.compareTo(value) > 0) {
            return difference(figure, from, value, unit);
        }
        boolean direct = BY.matcher(front).find()
                || OF.matcher(front).find() && !LOST.matcher(front).find()
                || DIRECT.matcher(front).find()
                || BEHIND.matcher(back).find();
        if (!direct) {
            return null;
        }
        double low = figure.low() == null ? value.doubleValue() : figure.low().doubleValue();
        double high =
                figure.high() == null ? value.doubleValue() : figure.high().doubleValue();
        return new StatedReduction(figure, new Impact.Magnitude(low, value.doubleValue(), high, unit), null);
    }

    /** The level from which emissions fall to {@code figure}; null where the clause does not say. */
    private static @Nullable BigDecimal start(
            Extracted figure, String unit, String front, @Nullable Extracted earlier) {
        if (!TO.matcher(front).find() || figure.low() != null) {
            return null;
        }
        Matcher number = FROM_NUMBER.matcher(front);
        if (number.find()) {
            return fallsBefore(front, number.start()) ? new BigDecimal(number.group(1)) : null;
        }
        if (earlier == null || earlier.low() != null || !unit.equals(earlier.unit())) {
            return null;
        }
        Matcher from = FROM.matcher(front.substring(0, earlier.start() - figure.clauseStart()));
        return from.find() && fallsBefore(front, from.start()) ? earlier.value() : null;
    }

    private static boolean fallsBefore(String front, int end) {
        return FALL.matcher(front.substring(0, end)).find();
    }

    private static StatedReduction difference(Extracted figure, BigDecimal from, BigDecimal to, String unit) {
        BigDecimal fall = from.subtract(to);
        double size = fall.doubleValue();
        return new StatedReduction(
                figure,
                new Impact.Magnitude(size, size, size, unit),
                from.toPlainString() + " " + unit + " - " + to.toPlainString() + " " + unit + " = "
                        + fall.toPlainString() + " " + unit
                        + ", from the first level that the clause states to the second");
    }

    /** The last tonnage of the same clause before the figure; null where there is none. */
    private static @Nullable Extracted before(List<Extracted> stated, int index) {
        for (int i = index - 1; i >= 0; i--) {
            Extracted earlier = stated.get(i);
            if (earlier.clauseStart() != stated.get(index).clauseStart()) {
                return null;
            }
            if (isTonnes(earlier)) {
                return earlier;
            }
        }
        return null;
    }

    /** In what emissions are given; "from 160 Mt of CO2 to 85 Mt" means the gas once more. Null for anything else. */
    private static @Nullable String unit(Extracted figure, @Nullable Extracted earlier) {
        if (isTonnes(figure)) {
            return figure.unit();
        }
        String before = earlier == null ? "" : String.valueOf(earlier.unit());
        return before.equals(figure.unit() + "CO2") || before.equals(figure.unit() + "CO2e") ? before : null;
    }

    private static boolean isTonnes(Extracted stated) {
        return stated.unit() != null && TONNES.matcher(stated.unit()).matches();
    }
}
