package org.esmap.ai.models.policyimpact;

import static java.util.Objects.requireNonNull;

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
            "(?i)(?:(?:compared|relative|in relation) (?:to|with)(?: the)?(?: levels?)?(?: of| in| recorded in)?|(?:below|above|from|against|on|over|versus|vs\\.?)(?: the| a| its)?(?: levels?)?(?: of| in| recorded in)?|(?:base|baseline|reference) ?year(?: of| is|:)?|(?<!later |earlier |sooner )than(?: (?:it|they) (?:was|were))? in|baseline(?: of| is)?|since)\\s*$");
    private static final Pattern LEVELS = Pattern.compile(
            "(?i)^[\\s-]*(?:levels?\\b|baseline|base year|emissions\\b|values?\\b|as (?:the |a |its )?(?:base|baseline|reference|starting)\\b)");
    private static final Pattern HOLDS = Pattern.compile(
            "(?i)\\b(?:by|in|before|until|from|as of|starting|to|for|no later than|not later than|after|end of|beginning|effective|than|during|since|between)\\b[^.;]{0,24}$");

    private static final Pattern FROM_IN = Pattern.compile("(?i)\\bfrom\\b[^.;]{1,40}\\bin\\s+$");
    private static final Pattern ON_TO = Pattern.compile("(?i)^\\s+to\\b");
    private static final Pattern BETWEEN = Pattern.compile("(?i)\\bbetween\\s+$");
    private static final Pattern AND_ON = Pattern.compile("(?i)^\\s+and\\s+\\d{4}\\b");
    private static final Pattern SPAN = Pattern.compile("(?i)(?:^|\\b)(?:between|from)\\s*$|^(?:between|from)\\b");
    private static final Pattern CHANGE = Pattern.compile(
            "(?i)\\b(?:reduc\\w+|cut\\w*|decreas\\w+|lower\\w*|fall\\w*|fell|declin\\w+|drop\\w*|shrink\\w*|halv\\w+|increas\\w+|r[io]s(?:e|es|ing)|grow\\w*|doubl\\w+|tripl\\w+)\\b");

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
            if (isSpanOfChange(clause.text(), quantity)) {
                baseYear = firstYear(quantity);
                year = lastYear(quantity);
            } else if (isBase(clause.text(), quantity)) {
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
            boolean span = isSpanOfChange(clause.text(), quantity);
            boolean base = isBase(clause.text(), quantity);
            return stated(
                    clause,
                    quantity,
                    Extracted.Type.DATE,
                    base && !span ? null : lastYear(quantity),
                    base || span ? firstYear(quantity) : null);
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
                clause.start() + quantity.end(),
                clause.start());
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
        String after = text.substring(date.end());
        boolean levels = LEVELS.matcher(after).find();
        String front = text.substring(0, date.start());
        if (ON_TO.matcher(after).find() && FROM_IN.matcher(front).find()
                || AND_ON.matcher(after).find()
                        && BETWEEN.matcher(front).find()
                        && CHANGE.matcher(text).find()) {
            return true;
        }
        Matcher before = BASE.matcher(text.substring(0, date.start()));
        if (!before.find()) {
            return levels && !text.substring(0, date.start()).matches("(?is).*\\bby\\s+$");
        }
        boolean weak = before.group().strip().matches("(?i)(?:from|on|over|since|above)(?: the)?");
        return !weak || levels;
    }

    /** Whether the date is the way of a change: "a fall of 30 per cent between 2015 and 2030". */
    private static boolean isSpanOfChange(String text, FoundQuantity date) {
        boolean interval = requireNonNull(date.date()).contains("/");
        return interval
                && CHANGE.matcher(text).find()
                && (SPAN.matcher(text.substring(0, date.start())).find()
                        || SPAN.matcher(date.in(text)).lookingAt());
    }

    private static @Nullable Integer firstYear(FoundQuantity date) {
        return year(requireNonNull(date.date()));
    }

    private static @Nullable Integer lastYear(FoundQuantity date) {
        String iso = requireNonNull(date.date());
        return year(iso.substring(iso.indexOf('/') + 1));
    }

    /** The year at the front of an ISO 8601 date; null for a month or a day of no year, {@code --06}. */
    private static @Nullable Integer year(String iso) {
        return iso.startsWith("-") ? null : Integer.valueOf(iso.substring(0, 4));
    }
}
