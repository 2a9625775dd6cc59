package org.esmap.ai.models.policyimpact;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.esmap.ai.core.quantities.FoundQuantity;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Says of each figure of a clause when it is to hold and what it is measured against: the year right behind it ("6 % from
 * 2030 and 80 % from 2050"), else the last one before it, else the next one.
 */
final class Years {
    private static final Pattern BASE = Pattern.compile(
            "(?i)\\b(?:(?:more|fewer) than in|(?:compared|relative|in relation|in comparison|with respect|with reference) (?:to|with)(?: the)?(?: levels?)?(?: of| in| recorded in)?|vis[- ][aà][- ]vis(?: the)?(?: levels?)?(?: of| in)?|(?:below|above|from|against|on|over|versus|vs\\.?)(?: the| a| its| those)?(?: levels?)?(?: of| in| recorded in)?|(?:base|baseline|reference) ?year(?: of| is|:)?|(?<!later |earlier |sooner |rather |longer |other |(?<!%|cent) (?:more|fewer) )than(?: (?:it|they) (?:was|were))?(?: the| its| those| that)?(?: levels?)?(?: of| in| recorded in)?|baseline(?: of| is)?|since)\\s*$");
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
    private static final Pattern EMISSIONS = Pattern.compile(
            "(?i)^[\\s-]*(?:(?:GHG|greenhouse gas|carbon|CO2|net|gross|total|annual|national|global) ){0,3}emissions\\b");

    private static final Pattern WHEN =
            Pattern.compile("(?i)\\b(?:by|in|for|until|before)(?: the (?:year|end of))?\\s+$");

    /** Behind the year of an aim: "the 2030 target of 65 %". */
    private static final Pattern AIM =
            Pattern.compile("(?i)^ (?:[\\w-]+ ){0,3}?(?:targets?|goals?|objectives?|ambitions?|caps?|budgets?)\\b");

    private static final Pattern ON_A_DAY = Pattern.compile("(?i)\\b(?:on|starts?|begins?)\\s+$");
    private static final int DAY = "2030-01-01".length();

    private static final Pattern HOLDS = Pattern.compile(
            "(?i)\\b(?:by|in|before|until|from|as of|starting|to|for|no later than|not later than|after|end of|beginning|effective|than|during|since|between)\\b[^.;]{0,24}$");

    /** When something was made that the clause mentions: "compared with the projections made in 2007". */
    private static final Pattern MADE = Pattern.compile(
            "(?i)\\b(?:made|built|adopted|published|signed|issued|dated|enacted)(?: (?:in|on|to))?\\s+$");

    private static final Pattern RESPECTIVELY = Pattern.compile("(?i)\\brespectively\\b");

    /** Behind a change by a share, the year that it starts from where another is said by when: "by 26 % from 2013 by 2030". */
    private static final Pattern PER_CENT_FROM = Pattern.compile("(?i)(?:%|per ?cent) from $");

    private static final Pattern BY_YEAR = Pattern.compile("(?i)^,? (?:by|in) (?:the (?:end of|year) )?\\d{4}\\b");

    private static final Pattern FROM = Pattern.compile("(?i)\\bfrom (?:about |around |some )?$");

    private static final Pattern FROM_IN = Pattern.compile("(?i)\\bfrom\\b[^.;]{1,40}\\bin\\s+$");
    private static final Pattern ON_TO = Pattern.compile("(?i)^\\s+to\\b");
    private static final Pattern IN = Pattern.compile(" in ");
    private static final Pattern OF_START =
            Pattern.compile("(?i)(?:(?!\\b(?:to|by|until|till)\\b)[^;]){0,80}(?:\\bin |\\bof |\\()");
    private static final Pattern WAY = Pattern.compile("(?i)\\sto\\s|\\d\\s?[–-]\\s?\\d");
    private static final Pattern BETWEEN = Pattern.compile("(?i)\\bbetween\\s+$");
    private static final Pattern AND_ON = Pattern.compile("(?i)^\\s+and\\s+\\d{4}\\b");
    private static final Pattern SPAN = Pattern.compile("(?i)(?:^|\\b)(?:between|from)\\s*$|^(?:between|from)\\b");
    private static final Pattern CHANGE = Pattern.compile(
            "(?i)\\b(?:reduc\\w+|cut\\w*|decreas\\w+|lower\\w*|fall\\w*|fell|declin\\w+|drop\\w*|shrink\\w*|halv\\w+|increas\\w+|r[io]s(?:e|es|ing)|grow\\w*|doubl\\w+|tripl\\w+)\\b");

    /** What stands between a figure and a year that belongs to another figure. */
    private static final Pattern APART = Pattern.compile("(?i)[,;]|\\band\\b");

    private static final Pattern JOINED = Pattern.compile("(?i)\\band\\b");

    private static final Pattern UNTIL = Pattern.compile("(?i)\\s(?:to|until|till|through|and)\\s");

    /** Longer than any turn of phrase above. */
    private static final int FARTHEST_FRONT = 120;

    private final String text;
    private final List<FoundQuantity> found;
    private final Set<FoundQuantity> bases;
    private final Set<FoundQuantity> holding;

    /** Reads what each date of the clause {@code text} is; {@code found} are its quantities and dates, in order. */
    Years(String text, List<FoundQuantity> found) {
        this.text = text;
        this.found = found;
        List<FoundQuantity> dates =
                found.stream().filter(each -> each.kind() == Kind.DATE).toList();
        this.bases = dates.stream()
                .filter(date -> !PriceYear.is(text, date, found) && (isBase(date) || isSpanOfChange(date)))
                .collect(Collectors.toSet());
        this.holding = dates.stream().filter(this::holds).collect(Collectors.toSet());
    }

    /**
     * When what stands from {@code start} to {@code end} is to hold; null where the clause does not say. A level to start from
     * holds only in the year right behind it.
     */
    @Nullable
    Integer of(int start, int end) {
        FoundQuantity own = respectively(start);
        if (own == null) {
            own = levelFrom(end);
        }
        if (own != null) {
            return firstYear(own);
        }
        if (isStart(start, end)) {
            FoundQuantity then = behind(end, OF_START);
            return then == null ? null : lastYear(then);
        }
        FoundQuantity date =
                nearest(start, end, holding, between -> !APART.matcher(between).find());
        return date == null ? null : lastYear(endOfPeriod(date));
    }

    /** The date of a figure where as many figures as dates stand side by side, "20 % and 50 % in 2025 and 2030 respectively". */
    private @Nullable FoundQuantity respectively(int start) {
        List<FoundQuantity> dates = found.stream()
                .filter(each -> each.kind() == Kind.DATE && !bases.contains(each))
                .toList();
        if (dates.size() < 2 || !RESPECTIVELY.matcher(text).find()) {
            return null;
        }
        List<FoundQuantity> figures = found.stream()
                .filter(each ->
                        each.kind() != Kind.DATE && each.end() <= dates.get(0).start())
                .toList();
        int first = figures.size() - dates.size();
        for (int i = Math.max(0, first); i < figures.size() && first >= 0; i++) {
            if (figures.get(i).start() == start) {
                return dates.get(i - first);
            }
        }
        return null;
    }

    private boolean isStart(int start, int end) {
        return FROM.matcher(text.substring(Math.max(0, start - FARTHEST_FRONT), start))
                        .find()
                && !WAY.matcher(text.substring(start, end)).find()
                && (CHANGE.matcher(text).find()
                        || ON_TO.matcher(text.substring(end)).find());
    }

    /** The date of the level that a change starts from: "from 8 GW in 2022 to 30 GW". */
    private @Nullable FoundQuantity levelFrom(int end) {
        FoundQuantity date = behind(end, IN);
        return date != null
                        && bases.contains(date)
                        && FROM_IN.matcher(front(date)).find()
                ? date
                : null;
    }

    private @Nullable FoundQuantity behind(int end, Pattern between) {
        return found.stream()
                .filter(each -> each.kind() == Kind.DATE
                        && each.start() >= end
                        && between.matcher(text.substring(end, each.start())).matches())
                .findFirst()
                .orElse(null);
    }

    /** What it is measured against; null where the clause does not say. */
    @Nullable
    Integer baseOf(int start, int end) {
        if (levelFrom(end) != null) {
            return null;
        }
        FoundQuantity date =
                nearest(start, end, bases, between -> !JOINED.matcher(between).find());
        return date == null ? null : firstYear(date);
    }

    /** When something is to hold at {@code date}; null where the date is what something is measured against. */
    @Nullable
    Integer held(FoundQuantity date) {
        return PriceYear.is(text, date, found) || bases.contains(date) && !isSpanOfChange(date) ? null : lastYear(date);
    }

    /** The year that something is measured against at {@code date}; null where it is none. */
    @Nullable
    Integer base(FoundQuantity date) {
        return bases.contains(date) ? firstYear(date) : null;
    }

    private @Nullable FoundQuantity nearest(int start, int end, Set<FoundQuantity> wanted, Predicate<String> joined) {
        FoundQuantity before = null;
        FoundQuantity behind = null;
        boolean right = true;
        for (FoundQuantity each : found) {
            boolean date = each.kind() == Kind.DATE;
            if (wanted.contains(each)) {
                if (each.end() <= start) {
                    before = each;
                } else if (each.start() >= end && behind == null) {
                    behind = each;
                    right &= joined.test(text.substring(end, each.start()));
                }
            } else if (each.start() >= end && behind == null) {
                right &= date || each.kind() == Kind.COUNT;
            }
        }
        return behind != null && (right || before == null) ? behind : before;
    }

    private FoundQuantity endOfPeriod(FoundQuantity date) {
        int next = found.indexOf(date) + 1;
        if (next == found.size() || found.get(next).kind() != Kind.DATE) {
            return date;
        }
        String between = text.substring(date.end(), found.get(next).start());
        boolean and = between.strip().equals("and");
        boolean period = UNTIL.matcher(between).matches()
                && (!and || BETWEEN.matcher(front(date)).find());
        return period ? found.get(next) : date;
    }

    private boolean holds(FoundQuantity date) {
        String after = text.substring(date.end());
        return !PriceYear.is(text, date, found)
                && (isSpanOfChange(date)
                        || !bases.contains(date)
                                && (isWhen(date)
                                        || AIM.matcher(after).find()
                                        || EMISSIONS.matcher(after).find()));
    }

    private boolean isWhen(FoundQuantity date) {
        String front = front(date);
        boolean day = requireNonNull(date.date()).length() == DAY;
        return (HOLDS.matcher(front).find() || day && ON_A_DAY.matcher(front).find())
                && !MADE.matcher(front).find();
    }

    private boolean isBase(FoundQuantity date) {
        String front = front(date);
        String after = text.substring(date.end());
        if (ON_TO.matcher(after).find() && FROM_IN.matcher(front).find()
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
        List<FoundQuantity> others = found.stream()
                .filter(each -> each.kind() == Kind.DATE && !each.equals(date))
                .toList();
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
                        || found.stream()
                                .anyMatch(each -> each.kind() == Kind.DATE
                                        && each.end() <= date.start()
                                        && isAfter(each, date)
                                        && WHEN.matcher(front(each)).find()));
    }

    private static boolean isAfter(FoundQuantity date, FoundQuantity other) {
        Integer year = lastYear(date);
        Integer than = firstYear(other);
        return year != null && than != null && year > than;
    }

    /** Whether the date is the way of a change: "a fall of 30 per cent between 2015 and 2030". */
    private boolean isSpanOfChange(FoundQuantity date) {
        boolean interval = requireNonNull(date.date()).contains("/");
        return interval
                && CHANGE.matcher(text).find()
                && (SPAN.matcher(front(date)).find()
                        || SPAN.matcher(date.in(text)).lookingAt());
    }

    private String front(FoundQuantity date) {
        return text.substring(Math.max(0, date.start() - FARTHEST_FRONT), date.start());
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
