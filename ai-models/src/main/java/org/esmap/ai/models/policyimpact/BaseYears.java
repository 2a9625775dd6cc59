package org.esmap.ai.models.policyimpact;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.quantities.FoundQuantity;
import org.jspecify.annotations.Nullable;

/**
 * Tells the years that something of a clause is measured against from those in which it is to hold.
 *
 * @param text  the clause
 * @param dates of it, in order
 */
record BaseYears(String text, List<FoundQuantity> dates) {
    private static final Pattern BASE = Pattern.compile(
            "(?i)\\b(?:(?:more|fewer) than in|(?:compar(?:ed|ing)|relative|in relation|in comparison|with respect|with reference) (?:to|with)(?: (?:the|its|their|total|net|national|GHG|greenhouse gas|CO2|emissions?|levels?|baseline(?= year)|base|average|mean|year)){0,6}(?: of| in| recorded in)?|vis[- ][aà][- ]vis(?: the)?(?: levels?)?(?: of| in)?|(?:below|above|from|against|on|over|versus|vs\\.?)(?: the| a| its| those)?(?: levels?)?(?: of| in| recorded in)?|(?:base|baseline|reference) ?year(?: of| is|:)?|(?<!later |earlier |sooner |rather |longer |other |(?<!%|cent) (?:more|fewer) )than(?: (?:it|they) (?:was|were))?(?: the| its| those| that)?(?: levels?)?(?: of| in| recorded in)?|baseline(?: of| is)?|since)\\s*$");
    /** A year after it is what a share is of; a period after it is when. */
    private static final Pattern PER_CENT_OVER = Pattern.compile("(?i)(?:%|per ?cent) (?:over|above) $");

    /** What a share is of: "45 % of those in 1990", "half of its 1990 emissions". */
    private static final Pattern SHARE_OF = Pattern.compile(
            "(?i)(?:(?:%|\\bper ?cent) of (?:the |its |their |our |total )*|\\b(?:half|thirds?|quarters?) of (?:its |their |our |(?=those|what)))"
                    + "(?:(?:those|that|levels?|what (?:it|they) (?:was|were)) )?(?:(?:of|in|recorded in) )?$");

    private static final Pattern NO_NOUN = Pattern.compile("(?i)^\\s*(?:$|[,;.:)]|(?:by|in|as|and|or)\\b)");
    private static final Pattern THOSE =
            Pattern.compile("(?i)\\b(?:those|that|levels?|was|were) ?(?:(?:of|in|recorded in) )?$");

    /** Before the year of emissions that are cut: "cut its 2005 emissions by 30 %". */
    private static final Pattern CUT =
            Pattern.compile("(?i)\\b(?:reduc|cut|lower|halv|decreas)\\w* (?:its|their|our|the) $");

    private static final Pattern LEVELS = Pattern.compile(
            "(?i)^[\\s-]*(?:(?:levels?|values?)\\b|baseline|base year|as (?:the |a |its )?(?:base|baseline|reference|starting)\\b)");
    /** Behind the year of emissions, which may be those that are aimed at: "2030 emissions shall be 40 % lower". */
    static final Pattern EMISSIONS = Pattern.compile(
            "(?i)^[\\s-]*(?:(?:GHG|greenhouse gas|carbon|CO2|net|gross|total|annual|national|global) ){0,3}emissions\\b");

    private static final Pattern WHEN =
            Pattern.compile("(?i)\\b(?:by|in|for|until|before)(?: the (?:year|end of))?\\s+$");

    /** Behind a change by a share, the year that it starts from where another is said by when: "by 26 % from 2013 by 2030". */
    private static final Pattern PER_CENT_FROM = Pattern.compile("(?i)(?:%|per ?cent) from $");

    private static final Pattern BY_YEAR = Pattern.compile("(?i)^,? (?:by|in) (?:the (?:end of|year) )?\\d{4}\\b");

    static final Pattern FROM_IN = Pattern.compile("(?i)\\bfrom\\b(?:[^.;]|(?<=\\d)\\.(?=\\d)){1,40}\\bin\\s+$");
    /** Before the year of a level that is compared with: "compared with barely 3 % in 2016". */
    static final Pattern LEVEL_IN = Pattern.compile(
            "(?i)\\b(?:(?:compared|in comparison) (?:to|with)|(?:up|down) from|against) (?:(?:about|around|only|just|barely|some|nearly|almost|an?) )*"
                    + "(?!(?:19|20)\\d\\d\\b)\\d[\\d.,]*[\\p{L}%]*(?: [\\p{L}%/-]+){0,4} in\\s+$");

    static final Pattern ON_TO = Pattern.compile("(?i)^\\s+to\\b");
    static final Pattern BETWEEN = Pattern.compile("(?i)\\bbetween\\s+$");
    private static final Pattern AND_ON = Pattern.compile("(?i)^\\s+and\\s+\\d{4}\\b");
    private static final Pattern SPAN = Pattern.compile("(?i)(?:^|\\b)(?:between|from)\\s*$|^(?:between|from)\\b");
    static final Pattern CHANGE = Pattern.compile(
            "(?i)\\b(?:reduc\\w+|cut\\w*|decreas\\w+|lower\\w*|fall\\w*|fell|declin\\w+|drop\\w*|shrink\\w*|halv\\w+|increas\\w+|r[io]s(?:e|es|ing)|grow\\w*|doubl\\w+|tripl\\w+)\\b");

    /** Longer than any turn of phrase before a year. */
    static final int FARTHEST_FRONT = 120;

    /** Whether something is measured against {@code date}, or changes from then on. */
    boolean has(FoundQuantity date) {
        return isBase(date) || isSpanOfChange(date);
    }

    private boolean isBase(FoundQuantity date) {
        String front = front(date);
        String after = text.substring(date.end());
        if (ON_TO.matcher(after).find() && FROM_IN.matcher(front).find()
                || LEVEL_IN.matcher(front).find()
                || AND_ON.matcher(after).find()
                        && BETWEEN.matcher(front).find()
                        && CHANGE.matcher(text).find()) {
            return true;
        }
        boolean levels = LEVELS.matcher(after).find();
        boolean emissions = EMISSIONS.matcher(after).find();
        Matcher before = BASE.matcher(front);
        if (!before.find()) {
            return levels && !WHEN.matcher(front).find()
                    || SHARE_OF.matcher(front).find()
                            && (levels
                                    || emissions
                                    || NO_NOUN.matcher(after).find()
                                    || THOSE.matcher(front).find())
                    || emissions
                            && (CUT.matcher(front).find()
                                    || !WHEN.matcher(front).find() && isFirstAndOnly(date));
        }
        boolean weak = before.group().strip().matches("(?i)(?:from|on|over|since|above)(?: the)?");
        return !weak || levels || emissions || PER_CENT_OVER.matcher(front).find() || isStartOfChange(date);
    }

    /** Whether emissions of this year are to change by a later one, and against no other: "cut 2005 emissions by 30 % by 2030". */
    private boolean isFirstAndOnly(FoundQuantity date) {
        List<FoundQuantity> others =
                dates.stream().filter(each -> !each.equals(date)).toList();
        return !others.isEmpty()
                && others.stream()
                        .allMatch(each ->
                                isAfter(each, date) && WHEN.matcher(front(each)).find());
    }

    /** Whether a change by a share is from the level of this year: another year says by when. */
    private boolean isStartOfChange(FoundQuantity date) {
        return PER_CENT_FROM.matcher(front(date)).find()
                && CHANGE.matcher(text).find()
                && (BY_YEAR.matcher(text.substring(date.end())).find()
                        || dates.stream()
                                .anyMatch(each -> each.end() <= date.start()
                                        && isAfter(each, date)
                                        && WHEN.matcher(front(each)).find()));
    }

    private static boolean isAfter(FoundQuantity date, FoundQuantity other) {
        Integer year = lastYear(date);
        Integer than = firstYear(other);
        return year != null && than != null && year > than;
    }

    /** Whether the date is the way of a change: "a fall of 30 per cent between 2015 and 2030". */
    boolean isSpanOfChange(FoundQuantity date) {
        boolean interval = requireNonNull(date.date()).contains("/");
        return interval
                && CHANGE.matcher(text).find()
                && (SPAN.matcher(front(date)).find()
                        || SPAN.matcher(date.in(text)).lookingAt());
    }

    String front(FoundQuantity date) {
        return text.substring(Math.max(0, date.start() - FARTHEST_FRONT), date.start());
    }

    static @Nullable Integer firstYear(FoundQuantity date) {
        return year(requireNonNull(date.date()));
    }

    static @Nullable Integer lastYear(FoundQuantity date) {
        String iso = requireNonNull(date.date());
        return year(iso.substring(iso.indexOf('/') + 1));
    }

    /** The year at the front of an ISO 8601 date; null for a month or a day of no year, {@code --06}. */
    private static @Nullable Integer year(String iso) {
        return iso.startsWith("-") ? null : Integer.valueOf(iso.substring(0, 4));
    }
}
