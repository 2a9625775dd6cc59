package org.esmap.ai.models.policyimpact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.quantities.FoundQuantity;
import org.esmap.ai.core.quantities.QuantityFinder;
import org.jspecify.annotations.Nullable;

/** Finds the targets, prices, amounts and dates of clauses, each with its year and base year. Thread-safe. */
final class Extraction {
    private static final Pattern TARGET = Pattern.compile(
            "(?i)\\b(?:target|goal|objective|reduc\\w+|cut(?:s|ting)?|decreas\\w+|lower\\w*|below|increas\\w+|rais(?:e|es|ed|ing)|"
                    + "reach\\w*|achiev\\w+|attain\\w*|at least|no less than|not less than|no more than|share|doubl\\w+|tripl\\w+|install\\w*|deploy\\w*|"
                    + "expand\\w*|add(?:s|ing)?|limit\\w*|cap(?:s|ped)?|improv\\w+|sav(?:e|es|ing|ings)|deliver\\w*|blend\\w*|net[- ]zero|quota|"
                    + "electrif\\w+|fall(?:s|en|ing)?|fell|declin\\w+|drop(?:s|ped)?|ris(?:e|es|ing)|rose|grow\\w*|must (?:come|be)|shall (?:come|be)|exceed)\\b");
    private static final Pattern BASE = Pattern.compile(
            "(?i)(?:(?:compared|relative|in relation) (?:to|with)(?: the)?(?: levels?)?(?: of| in| recorded in)?|(?:below|above|from|against|on|over|versus|vs\\.?)(?: the| a| its)?(?: levels?)?(?: of| in| recorded in)?|base(?:line)? ?year(?: of| is|:)?|baseline(?: of| is)?|since)\\s*$");
    private static final Pattern LEVELS =
            Pattern.compile("(?i)^[\\s-]*(?:levels?\\b|baseline|base year|emissions\\b|values?\\b)");
    private static final Pattern HOLDS = Pattern.compile(
            "(?i)\\b(?:by|in|before|until|from|as of|starting|to|for|no later than|not later than|after|end of|beginning|effective|than|during|since)\\b[^.;]{0,24}$");

    private final QuantityFinder finder;

    Extraction(QuantityFinder finder) {
        this.finder = finder;
    }

    /** What {@code clause} states; offsets are those of the whole text. */
    List<Extracted> of(Clause clause) {
        List<FoundQuantity> found = finder.find(clause.text());
        Integer baseYear = null;
        Integer year = null;
        for (FoundQuantity quantity : found) {
            if (quantity.kind() != FoundQuantity.Kind.DATE) {
                continue;
            }
            if (isBase(clause.text(), quantity)) {
                baseYear = firstYear(quantity);
            } else if (year == null
                    && HOLDS.matcher(clause.text().substring(0, quantity.start()))
                            .find()) {
                year = lastYear(quantity);
            }
        }
        List<Extracted> stated = new ArrayList<>();
        for (FoundQuantity quantity : found) {
            Extracted extracted = extracted(clause, quantity, year, baseYear);
            if (extracted != null) {
                stated.add(extracted);
            }
        }
        return stated;
    }

    private static @Nullable Extracted extracted(
            Clause clause, FoundQuantity quantity, @Nullable Integer year, @Nullable Integer baseYear) {
        if (quantity.kind() == FoundQuantity.Kind.COUNT) {
            return null;
        }
        if (quantity.kind() == FoundQuantity.Kind.DATE) {
            boolean base = isBase(clause.text(), quantity);
            return stated(
                    clause,
                    quantity,
                    Extracted.Type.DATE,
                    base ? null : lastYear(quantity),
                    base ? firstYear(quantity) : null);
        }
        return stated(clause, quantity, type(clause, quantity), year, baseYear);
    }

    private static Extracted stated(
            Clause clause,
            FoundQuantity quantity,
            Extracted.Type type,
            @Nullable Integer year,
            @Nullable Integer baseYear) {
        FoundQuantity.Normalized normalized = quantity.normalized();
        return new Extracted(
                type,
                normalized == null ? null : normalized.value(),
                normalized == null ? null : normalized.unit(),
                normalized == null ? null : normalized.low(),
                normalized == null ? null : normalized.high(),
                quantity.date(),
                year,
                baseYear,
                clause.modality(),
                !clause.inForce(),
                clause.conditional(),
                clause.text(),
                clause.start() + quantity.start(),
                clause.start() + quantity.end());
    }

    private static Extracted.Type type(Clause clause, FoundQuantity quantity) {
        String unit = quantity.normalized() == null ? "" : quantity.normalized().unit();
        if (unit.matches("[A-Z]{3}/.+")) {
            return Extracted.Type.PRICE;
        }
        boolean target = quantity.kind() == FoundQuantity.Kind.METRIC
                && TARGET.matcher(clause.text()).find();
        return target ? Extracted.Type.TARGET : Extracted.Type.AMOUNT;
    }

    private static boolean isBase(String text, FoundQuantity date) {
        boolean levels = LEVELS.matcher(text.substring(date.end())).find();
        Matcher before = BASE.matcher(text.substring(0, date.start()));
        if (!before.find()) {
            return levels && !text.substring(0, date.start()).matches("(?is).*\\bby\\s+$");
        }
        boolean weak = before.group().strip().matches("(?i)(?:from|on|over|since|above)(?: the)?");
        return !weak || levels;
    }

    private static Integer firstYear(FoundQuantity date) {
        return Integer.valueOf(java.util.Objects.requireNonNull(date.date()).substring(0, 4));
    }

    private static Integer lastYear(FoundQuantity date) {
        String iso = java.util.Objects.requireNonNull(date.date());
        int slash = iso.indexOf('/');
        return Integer.valueOf(slash < 0 ? iso.substring(0, 4) : iso.substring(slash + 1, slash + 5));
    }
}
