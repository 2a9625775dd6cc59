package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.quantities.Currencies.Money;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.esmap.ai.core.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Finds quantities, amounts of money, dates and plain counts in English text, by a grammar, in one pass. What it finds
 * is in order and never overlaps. A quantity runs from its first digit or sign to the end of its unit, what the unit is
 * of included ({@code 1.5 million tonnes of CO2}); "between 40 and 60 GW" and "1.2-1.5 Mt" are one range. Thread-safe.
 */
public final class QuantityFinder {
    private static final Pattern PER_CENT = Pattern.compile(Numerals.GAP + "?(?:%|per ?cent\\b)");

    private static final Pattern NUMBER = Pattern.compile(Numerals.GAP + "?[-−–]?\\d");

    private static final Pattern MINUS = Pattern.compile("[-−–]|(?i:minus)\\s(?=\\p{Sc}?\\d)");

    private static final Pattern ADDRESS = Pattern.compile("(?:https?://|www\\.)\\S+");

    private final UnitFinder units;
    private final Currencies currencies = new Currencies();
    private final RangeReader ranges;

    public QuantityFinder(Units units) {
        this.units = new UnitFinder(units);
        this.ranges = new RangeReader(this.units, currencies);
    }

    /** Everything in {@code text} that is a quantity, in order. */
    public List<FoundQuantity> find(String text) {
        PlainText plain = PlainText.of(text);
        return findIn(plain.text()).stream().map(found -> found.in(plain)).toList();
    }

    private List<FoundQuantity> findIn(String text) {
        List<FoundQuantity> found = new ArrayList<>();
        int at = 0;
        Matcher address = ADDRESS.matcher(text);
        while (at < text.length()) {
            if (address.region(at, text.length()).lookingAt()) {
                at = address.end();
                continue;
            }
            FoundQuantity next = starts(text, at) ? at(text, at) : null;
            if (next != null) {
                found.add(next);
                at = next.end();
            } else {
                at++;
            }
        }
        return found;
    }

    /** Whether a token begins here: nothing is found inside a word or a number. */
    private static boolean starts(String text, int at) {
        char c = text.charAt(at);
        boolean sign =
                isSign(c) || c == '±' || c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        if (!Character.isLetterOrDigit(c) && !sign && Character.getType(c) != Character.CURRENCY_SYMBOL) {
            return false;
        }
        if (at == 0) {
            return true;
        }
        char before = text.charAt(at - 1);
        if (sign && Character.isLetterOrDigit(before)) {
            return false;
        }
        boolean afterDigit = at > 1 && Character.isDigit(text.charAt(at - 2)) && Character.isDigit(c);
        if (".,:".indexOf(before) >= 0 && afterDigit || c == '.' && before == '.') {
            return false;
        }
        // the size of each in "2x660 MW"
        return before == 'x' && afterDigit || !Character.isLetterOrDigit(before) && before != '_' && before != '#';
    }

    private @Nullable FoundQuantity at(String text, int at) {
        Optional<Dates.Place> date = Dates.at(text, at).filter(place -> !endsInAmount(text, place));
        if (date.isPresent() && !date.get().year()) {
            return new FoundQuantity(
                    at, date.get().end(), Kind.DATE, null, date.get().iso());
        }
        FoundQuantity amount = amount(text, at);
        if (date.isPresent()
                && (amount == null
                        || amount.kind() == Kind.COUNT
                        || amount.end() <= date.get().end()
                        || date.get().timed()
                        || date.get().priced() && amount.kind() == Kind.MONEY)) {
            return new FoundQuantity(
                    at, date.get().end(), Kind.DATE, null, date.get().iso());
        }
        return amount;
    }

    /** Whether the last number of a date begins an amount instead: "in Q3 45 MW was added". */
    private boolean endsInAmount(String text, Dates.Place date) {
        FoundQuantity amount = date.loose() < 0 ? null : amount(text, date.loose());
        return amount != null
                && amount.kind() != Kind.COUNT
                && !(amount.kind() == Kind.MONEY && isOfNextNumber(text, amount.end()));
    }

    private @Nullable FoundQuantity amount(String text, int start) {
        Matcher minus = MINUS.matcher(text).region(start, text.length());
        boolean negative = minus.lookingAt();
        int at = negative ? minus.end() : text.charAt(start) == '±' ? start + 1 : start;
        if (at >= text.length()) {
            return null;
        }
        Optional<Currencies.Place> sign = currencies.before(text, at);
        if (sign.isPresent()) {
            return money(text, start, at, sign.get(), negative);
        }
        Optional<Numeral> first = Numerals.at(text, at, false);
        return first.isEmpty() ? null : measured(text, start, Range.of(signed(first.get(), negative)));
    }

    private static Numeral signed(Numeral numeral, boolean negative) {
        return negative ? numeral.negated() : numeral;
    }

    private @Nullable FoundQuantity money(String text, int start, int at, Currencies.Place sign, boolean minus) {
        int number = sign.end();
        boolean inner = isSign(text.charAt(number));
        Optional<Numeral> first = Numerals.at(text, inner ? number + 1 : number, true);
        if (first.isEmpty()) {
            return null;
        }
        String word = text.substring(at, sign.end()).strip();
        Range range = ranges.withSecond(text, start, Range.of(signed(first.get(), minus || inner)), true);
        if (PER_CENT.matcher(text).region(range.end(), text.length()).lookingAt()) {
            return null;
        }
        boolean doubtful = DoubtfulMoney.before(word);
        // the refrigerant R1234yf
        if (doubtful && range.end() < text.length() && Character.isLetter(text.charAt(range.end()))) {
            return null;
        }
        boolean glued = sign.end() == at + word.length() && DoubtfulMoney.glued(word, range);
        return paid(text, start, range, sign.money(), range.end(), doubtful || glued);
    }

    private @Nullable FoundQuantity measured(String text, int start, Range first) {
        Range range = first;
        Optional<Currencies.Place> money = currencies.after(text, first.end());
        Optional<UnitFinder.Place> unit = units.after(text, first.end());
        Optional<Range> both = unit.flatMap(found -> ranges.withUnits(text, start, first, found));
        if (money.isEmpty() && unit.isEmpty() || both.isPresent()) {
            range = both.orElseGet(() -> ranges.withSecond(text, start, first, false));
            money = currencies.after(text, range.end());
            unit = units.after(text, range.end());
        }
        if (Counts.weighed(text, range.end())) {
            money = Optional.empty();
        }
        if (range.mayBeYear()) {
            money = money.filter(place -> !isOfNextNumber(text, place.end()));
            unit = unit.filter(place -> !place.money() || !isOfNextNumber(text, place.end()));
        }
        if (money.isPresent() && (unit.isEmpty() || inMoney(unit.get(), money.get()))) {
            String word = text.substring(range.end(), money.get().end()).strip();
            FoundQuantity found =
                    paid(text, start, range, money.get().money(), money.get().end(), DoubtfulMoney.after(word));
            if (found != null) {
                return found;
            }
        }
        if (unit.isPresent() && unit.get().prefixedMoney()) {
            NamedUnit large = unit.get().unit();
            return new FoundQuantity(
                    start,
                    unit.get().end(),
                    Kind.MONEY,
                    range.normalized(large.siSymbol(), "money", large.toSi(BigDecimal.ONE), large.siSymbol()),
                    null);
        }
        Optional<FoundQuantity> temperature = Temperatures.read(text, start, range, unit.orElse(null));
        if (temperature.isPresent()) {
            return temperature.get();
        }
        if (unit.isEmpty() || unit.get().counted() || unit.get().money()) {
            return Counts.plausible(text, start, range.end(), range.low().digits())
                    ? new FoundQuantity(start, range.end(), Kind.COUNT, range.plain(), null)
                    : null;
        }
        if (Counts.isLetter(text, start, range.end(), unit.get().end())) {
            return null;
        }
        return new FoundQuantity(
                start,
                unit.get().end(),
                Kind.METRIC,
                range.normalized(unit.get().unit()),
                null);
    }

    /** Whether the currency behind a year stands before an amount: "by 2030 EUR 5 billion", not "2000 EUR 10 years ago". */
    private boolean isOfNextNumber(String text, int end) {
        Matcher next = NUMBER.matcher(text).region(end, text.length());
        return next.lookingAt()
                && Numerals.at(text, next.end() - 1, true)
                        .flatMap(number -> units.after(text, number.end()))
                        .filter(place -> !place.money())
                        .isEmpty();
    }

    /** Whether a unit is of money ("US cents per kWh"), or shorter than the currency ("pounds", "pounds sterling"). */
    private static boolean inMoney(UnitFinder.Place unit, Currencies.Place money) {
        String quantity = unit.unit().quantity();
        return money.end() >= unit.end() || quantity.startsWith("price") || quantity.startsWith("money");
    }

    private @Nullable FoundQuantity paid(String text, int start, Range range, Money money, int end, boolean doubtful) {
        if (doubtful && (range.only() && range.mayBeYear() || DoubtfulMoney.isAbbreviated(text, end))) {
            return null;
        }
        Price price = Price.read(text, money, end, units);
        if (price != null) {
            return new FoundQuantity(start, price.end(), Kind.METRIC, price.normalized(range), null);
        }
        boolean large = range.high().value().compareTo(BigDecimal.valueOf(1_000)) >= 0;
        return doubtful && !large
                ? null
                : new FoundQuantity(
                        start,
                        end,
                        Kind.MONEY,
                        range.normalized(money.iso(), "money", money.factor(), money.iso()),
                        null);
    }

    static boolean isSign(char c) {
        return c == '-' || c == '−' || c == '–';
    }
}
