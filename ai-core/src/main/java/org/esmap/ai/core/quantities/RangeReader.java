package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads on from a first number to a second: "between 40 and 60 GW", "1.2-1.5 Mt", "5 ± 1 %". */
final class RangeReader {
    private static final int WORD_BEFORE = 9;
    private static final Pattern CONNECTOR = Pattern.compile(
            "(?:\\s?[–—‐‑-]\\s?|−(?=\\d)|\\s−\\s|\\s?\\.\\.\\s?|\\s(?:to|and|or)\\s|\\s?±\\s?)(?=[-−–]?[\\p{L}\\d.$€£¥₦₹])");

    private static final int WORDS_BEFORE = 100;

    /** What changes by a share but is none: "emissions fall by 20 % to 30 %" is a range, "the rate falls by 2 % to 19 %" none. */
    private static final Pattern NO_SHARE = Pattern.compile(
            "(?i)\\b(?:emissions?|gas(?:es)?|GHGs?|CO2|consumption|demand|use|output|production|costs?|deforestation|waste)\\b");

    private static final Pattern SHARE =
            Pattern.compile("(?i)\\b(?:shares?|rates?|tax(?:es)?|VAT|dut(?:y|ies)|quotas?|proportion|portion)\\b");

    private final UnitFinder units;
    private final Currencies currencies;

    RangeReader(UnitFinder units, Currencies currencies) {
        this.units = units;
        this.currencies = currencies;
    }

    /** The range whose ends both have the unit that follows the first; empty where there is none. */
    Optional<Range> withUnits(String text, int start, Range first, UnitFinder.Place unit) {
        Matcher connector = CONNECTOR.matcher(text).region(unit.end(), text.length());
        if (!connector.lookingAt()
                || connector.group().contains("or")
                || !joined(connector.group(), text, start, unit)) {
            return Optional.empty();
        }
        Optional<Numeral> second = number(text, connector.end(), false);
        Optional<UnitFinder.Place> other = second.flatMap(n -> units.after(text, n.end()));
        if (other.isEmpty() || !other.get().unit().equals(unit.unit())) {
            return Optional.empty();
        }
        if (connector.group().strip().equals("±")) {
            return second.map(first::within);
        }
        return second.filter(n -> spans(first.low(), n)).map(first::to);
    }

    private static boolean joined(String connector, String text, int start, UnitFinder.Place unit) {
        String before = before(text, start);
        return switch (connector.strip()) {
            case "and" -> before.endsWith("between ");
            case "to" -> !before.endsWith("from ") && (!before.endsWith("by ") || isShareOfLevel(text, start, unit));
            default -> true;
        };
    }

    private static boolean isShareOfLevel(String text, int start, UnitFinder.Place unit) {
        String front = text.substring(Math.max(0, start - WORDS_BEFORE), start);
        return unit.unit().symbol().equals("%")
                && NO_SHARE.matcher(front).find()
                && !SHARE.matcher(front).find();
    }

    private static String before(String text, int start) {
        return text.substring(Math.max(0, start - WORD_BEFORE), start).toLowerCase(Locale.ROOT);
    }

    /** The range with the second number that stands before the unit; {@code first} where there is none. */
    Range withSecond(String text, int start, Range first, boolean money) {
        Numeral low = first.low();
        Matcher connector = CONNECTOR.matcher(text).region(low.end(), text.length());
        if (!connector.lookingAt()) {
            return first;
        }
        String word = connector.group().strip();
        String before = before(text, start);
        Optional<Numeral> found = number(text, connector.end(), money);
        if (found.isEmpty()
                || word.equals("and") && !before.endsWith("between ")
                || money && word.equals("to") && before.endsWith("from ")
                || word.equals("to") && before.endsWith("in ") && first.mayBeYear()
                || !found.get().digits() && low.digits()) {
            return first;
        }
        Numeral second = found.get();
        if (word.equals("±")) {
            return first.within(second);
        }
        boolean unitFollows = money
                || units.after(text, second.end()).isPresent()
                || currencies.after(text, second.end()).isPresent();
        Numeral scaled = low.scale().equals(BigDecimal.ONE) ? low.scaled(second.scale()) : low;
        if (!spans(scaled, second) && !first.mayBeYear()) {
            scaled = low;
        }
        return spans(scaled, second) && (unitFollows || !word.equals("or"))
                ? Range.of(scaled).to(second)
                : first;
    }

    /** A range rises, or falls further below zero. */
    private static boolean spans(Numeral first, Numeral second) {
        return first.value().compareTo(second.value()) < 0
                || first.value().signum() < 0 && second.value().signum() < 0;
    }

    private Optional<Numeral> number(String text, int at, boolean money) {
        boolean minus = at < text.length() && QuantityFinder.isSign(text.charAt(at));
        int from = minus ? at + 1 : at;
        if (from >= text.length()) {
            return Optional.empty();
        }
        Optional<Currencies.Place> sign = money ? currencies.before(text, from) : Optional.empty();
        Optional<Numeral> number =
                Numerals.at(text, sign.map(Currencies.Place::end).orElse(from), money);
        return minus ? number.map(Numeral::negated) : number;
    }
}
