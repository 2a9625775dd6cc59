package org.esmap.ai.models.policyimpact;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
    /** Behind the year of an aim: "the 2030 target of 65 %". */
    private static final Pattern AIM =
            Pattern.compile("(?i)^ (?:[\\w-]+ ){0,3}?(?:targets?|goals?|objectives?|ambitions?|caps?|budgets?)\\b");

    private static final Pattern ON_A_DAY = Pattern.compile("(?i)\\b(?:on|starts?|begins?)\\s+$");
    private static final int DAY = "2030-01-01".length();

    private static final Pattern HOLDS = Pattern.compile(
            "(?i)\\b(?:by|in|before|until|till|from|as of|starting|to|for|no later than|not later than|after|end of|beginning|effective|than|during|since|between)\\b(?:[^.;]|(?<=\\d)\\.(?=\\d)){0,24}$");

    /** When something was made that the clause mentions: "compared with the projections made in 2007". */
    private static final Pattern MADE = Pattern.compile(
            "(?i)\\b(?:made|built|adopted|published|signed|issued|dated|enacted)(?: (?:in|on|to))?\\s+$");

    private static final Pattern RESPECTIVELY = Pattern.compile("(?i)\\brespectively\\b");

    private static final Pattern FROM = Pattern.compile("(?i)\\bfrom (?:about |around |some )?$");

    private static final Pattern IN = Pattern.compile(" in ");
    private static final Pattern OF_START =
            Pattern.compile("(?i)(?:(?!\\b(?:to|by|until|till)\\b)[^;]){0,80}(?:\\bin |\\bof |\\()");
    private static final Pattern WAY = Pattern.compile("(?i)\\sto\\s|\\d\\s?[–-]\\s?\\d");
    /** What stands between a figure and a year that belongs to another figure. */
    private static final Pattern APART = Pattern.compile("(?i)[,;]|\\band\\b");

    private static final Pattern JOINED = Pattern.compile("(?i)\\band\\b");

    /** Behind it stands a goal of its own: "by 45 % from 2005 levels, and to install 500 GW". */
    private static final Pattern OTHER_GOAL = Pattern.compile(
            "(?i)\\band to (?!(?:at|about|around|some|under|below|less|more|no|nearly|almost|zero|half|an?)\\b)[a-z]");

    private static final Pattern UNTIL =
            Pattern.compile("(?i)\\s(?:to|until|till|through|and)\\s(?:(?:the )?(?:end|year) (?:of )?(?:the year )?)?");

    private final String text;
    private final List<FoundQuantity> found;
    private final BaseYears compared;
    private final Set<FoundQuantity> bases;
    private final Set<FoundQuantity> holding;

    /** Reads what each date of the clause {@code text} is; {@code found} are its quantities and dates, in order. */
    Years(String text, List<FoundQuantity> found) {
        this.text = text;
        this.found = found;
        List<FoundQuantity> dates =
                found.stream().filter(each -> each.kind() == Kind.DATE).toList();
        this.compared = new BaseYears(text, dates);
        this.bases = dates.stream()
                .filter(date -> !PriceYear.is(text, date, found) && compared.has(date))
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
            return BaseYears.firstYear(own);
        }
        if (isStart(start, end)) {
            FoundQuantity then = behind(end, OF_START);
            return then == null ? null : BaseYears.lastYear(then);
        }
        FoundQuantity date =
                nearest(start, end, holding, between -> !APART.matcher(between).find());
        return date == null ? null : BaseYears.lastYear(endOfPeriod(date));
    }

    /** The date of a figure where as many figures as dates stand side by side, "20 % and 50 % in 2025 and 2030 respectively". */
    private @Nullable FoundQuantity respectively(int start) {
        List<FoundQuantity> dates = found.stream()
                .filter(each -> each.kind() == Kind.DATE && !bases.contains(each))
                .toList();
        if (dates.size() < 2
                || !areSideBySide(dates)
                || !RESPECTIVELY.matcher(text).find()) {
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

    private boolean areSideBySide(List<FoundQuantity> dates) {
        int first = found.indexOf(dates.get(0));
        return found.subList(first, found.indexOf(dates.get(dates.size() - 1))).stream()
                .allMatch(each -> each.kind() == Kind.DATE);
    }

    private boolean isStart(int start, int end) {
        return FROM.matcher(text.substring(Math.max(0, start - BaseYears.FARTHEST_FRONT), start))
                        .find()
                && !WAY.matcher(text.substring(start, end)).find()
                && (BaseYears.CHANGE.matcher(text).find()
                        || BaseYears.ON_TO.matcher(text.substring(end)).find());
    }

    /** The date of the level that a change starts from: "from 8 GW in 2022 to 30 GW". */
    private @Nullable FoundQuantity levelFrom(int end) {
        FoundQuantity date = behind(end, IN);
        return date != null
                        && bases.contains(date)
                        && (BaseYears.FROM_IN.matcher(compared.front(date)).find()
                                || BaseYears.LEVEL_IN
                                        .matcher(compared.front(date))
                                        .find())
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
        boolean other = date != null
                && date.end() <= start
                && isBehindFigure(date)
                && OTHER_GOAL.matcher(text.substring(date.end(), start)).find();
        return date == null || other ? null : BaseYears.firstYear(date);
    }

    private boolean isBehindFigure(FoundQuantity date) {
        return found.stream().anyMatch(each -> each.kind() != Kind.DATE && each.end() <= date.start());
    }

    /** When something is to hold at {@code date}; null where the date is what something is measured against. */
    @Nullable
    Integer held(FoundQuantity date) {
        return PriceYear.is(text, date, found) || bases.contains(date) && !compared.isSpanOfChange(date)
                ? null
                : BaseYears.lastYear(date);
    }

    /** The year that something is measured against at {@code date}; null where it is none. */
    @Nullable
    Integer base(FoundQuantity date) {
        return bases.contains(date) ? BaseYears.firstYear(date) : null;
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
                && (!and || BaseYears.BETWEEN.matcher(compared.front(date)).find());
        return period ? found.get(next) : date;
    }

    private boolean holds(FoundQuantity date) {
        String after = text.substring(date.end());
        return !PriceYear.is(text, date, found)
                && (compared.isSpanOfChange(date)
                        || !bases.contains(date)
                                && (isWhen(date)
                                        || AIM.matcher(after).find()
                                        || BaseYears.EMISSIONS.matcher(after).find()));
    }

    private boolean isWhen(FoundQuantity date) {
        String front = compared.front(date);
        boolean day = requireNonNull(date.date()).length() == DAY;
        return (HOLDS.matcher(front).find() || day && ON_A_DAY.matcher(front).find())
                && !MADE.matcher(front).find();
    }
}
