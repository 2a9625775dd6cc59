package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.quantities.Currencies.Money;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.esmap.ai.core.quantities.FoundQuantity.Normalized;
import org.jspecify.annotations.Nullable;

/**
 * Finds quantities, amounts of money, dates and plain counts in English text, by a grammar, in one pass. What it finds
 * is in order and never overlaps. A quantity runs from its first digit or sign to the end of its unit, what the unit is
 * of included ({@code 1.5 million tonnes of CO2}); "between 40 and 60 GW" and "1.2-1.5 Mt" are one range. Thread-safe.
 */
public final class QuantityFinder {
    private static final Pattern CONNECTOR = Pattern.compile(
            "(?:\\s?[–—-]\\s?|\\s?\\.\\.\\s?|\\s(?:to|and|or)\\s|\\s?±\\s?)(?=[-−–]?[\\p{L}\\d$€£¥₦₹])");
    private static final Pattern PRICE = Pattern.compile("\\s?/\\s?|\\s+per\\s+|\\s+(?:an?|the|each|every)\\s+");
    private static final Pattern THING = Pattern.compile("[a-z]{3,}(?![\\p{L}\\d])");
    private static final Pattern PLAIN_TIME = Pattern.compile("second|hour|day|week|month|quarter|year|night");
    /** Signs and names of money that mean other things unless the amount is large or a price. */
    private static final Set<String> DOUBTFUL = Set.of(
            "R", "K", "N", "Br", "Le", "LE", "Dh", "SR", "RM", "J$", "c", "p", "ct", "won", "real", "dong", "Ft",
            "rand", "Won", "Real", "WON", "REAL", "cent", "cents", "pence", "Kč", "all");

    private final UnitFinder units;
    private final Currencies currencies = new Currencies();

    public QuantityFinder(Units units) {
        this.units = new UnitFinder(units);
    }

    /** Everything in {@code text} that is a quantity, in order. */
    public List<FoundQuantity> find(String text) {
        List<FoundQuantity> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
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
        boolean sign = isSign(c) || c == '±';
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
        boolean insideNumber = (before == '.' || before == ',')
                && at > 1
                && Character.isDigit(text.charAt(at - 2))
                && Character.isDigit(c);
        return !Character.isLetterOrDigit(before) && !insideNumber && before != '_' && before != '#';
    }

    private @Nullable FoundQuantity at(String text, int at) {
        Optional<Dates.Place> date = Dates.at(text, at);
        if (date.isPresent() && !date.get().year()) {
            return new FoundQuantity(
                    at, date.get().end(), Kind.DATE, null, date.get().iso());
        }
        FoundQuantity amount = amount(text, at);
        if (date.isPresent() && (amount == null || amount.kind() == Kind.COUNT)) {
            return new FoundQuantity(
                    at, date.get().end(), Kind.DATE, null, date.get().iso());
        }
        return amount;
    }

    private @Nullable FoundQuantity amount(String text, int start) {
        int at = start;
        boolean minus = isSign(text.charAt(at));
        boolean signed = minus || text.charAt(at) == '±';
        if (signed && ++at >= text.length()) {
            return null;
        }
        Optional<Currencies.Place> sign = currencies.before(text, at);
        if (sign.isPresent()) {
            return money(text, start, at, sign.get(), minus);
        }
        Optional<Numeral> first = Numerals.at(text, at, false);
        if (first.isEmpty()) {
            return null;
        }
        Amount amount = new Amount(text, start, first.get(), minus);
        return amount.measure();
    }

    private @Nullable FoundQuantity money(String text, int start, int at, Currencies.Place sign, boolean minus) {
        int number = sign.end();
        boolean inner = isSign(text.charAt(number));
        Optional<Numeral> first = Numerals.at(text, inner ? number + 1 : number, true);
        if (first.isEmpty()) {
            return null;
        }
        String word = text.substring(at, sign.end()).strip();
        Amount amount = new Amount(text, start, first.get(), minus || inner);
        boolean glued = word.length() > 2 && Character.isLetterOrDigit(text.charAt(sign.end() - 1));
        return amount.money(sign.money(), DOUBTFUL.contains(word) || glued);
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '−' || c == '–';
    }

    /** One number being read, with what may follow it. */
    private final class Amount {
        private final String text;
        private final int start;
        private Numeral low;
        private Numeral high;
        private final boolean minus;
        private boolean tolerance;

        Amount(String text, int start, Numeral first, boolean minus) {
            this.text = text;
            this.start = start;
            this.low = first;
            this.high = first;
            this.minus = minus;
        }

        @Nullable
        FoundQuantity measure() {
            Optional<Currencies.Place> money = currencies.after(text, low.end());
            Optional<UnitFinder.Place> unit = units.after(text, low.end());
            if (money.isEmpty() && unit.isEmpty() || unit.isPresent() && rangeWithUnits(unit.get())) {
                extend(false);
                money = currencies.after(text, high.end());
                unit = units.after(text, high.end());
            }
            if (money.isPresent() && (unit.isEmpty() || inMoney(unit.get(), money.get()))) {
                String word = text.substring(high.end(), money.get().end()).strip();
                FoundQuantity found =
                        amountOf(money.get().money(), money.get().end(), DOUBTFUL.contains(word) || word.length() < 3);
                if (found != null) {
                    return found;
                }
            }
            if (unit.isEmpty()
                    || unit.get().counted()
                    || unit.get().unit().quantity().equals("money")) {
                return Counts.plausible(text, start, high.end(), low.digits())
                        ? new FoundQuantity(start, high.end(), Kind.COUNT, plain(), null)
                        : null;
            }
            return new FoundQuantity(
                    start, unit.get().end(), Kind.METRIC, normalized(unit.get().unit()), null);
        }

        /** Whether a unit is of money ("US cents per kWh"), or shorter than the currency ("pounds", "pounds sterling"). */
        private static boolean inMoney(UnitFinder.Place unit, Currencies.Place money) {
            String quantity = unit.unit().quantity();
            return money.end() >= unit.end() || quantity.startsWith("price") || quantity.startsWith("money");
        }

        /** Whether the first number has a unit, and so has the number after a hyphen or "between … and". */
        private boolean rangeWithUnits(UnitFinder.Place unit) {
            Matcher connector = CONNECTOR.matcher(text).region(unit.end(), text.length());
            if (!connector.lookingAt() || connector.group().contains("or") || !joined(connector.group())) {
                return false;
            }
            Optional<Numeral> second = number(connector.end(), false);
            Optional<UnitFinder.Place> other = second.flatMap(n -> units.after(text, n.end()));
            if (other.isEmpty() || !other.get().unit().equals(unit.unit())) {
                return false;
            }
            tolerance = connector.group().strip().equals("±");
            if (!tolerance && second.get().value().compareTo(low.value()) < 0) {
                return false;
            }
            high = second.get();
            return true;
        }

        private boolean joined(String connector) {
            String word = connector.strip();
            String before = text.substring(Math.max(0, start - 9), start).toLowerCase(java.util.Locale.ROOT);
            return switch (word) {
                case "and" -> before.endsWith("between ");
                case "to" -> !before.endsWith("from ") && !before.endsWith("by ");
                default -> true;
            };
        }

        /** Takes the second number of a range in, where there is one before the unit. */
        private void extend(boolean money) {
            if (high != low) {
                return;
            }
            Matcher connector = CONNECTOR.matcher(text).region(low.end(), text.length());
            if (!connector.lookingAt()) {
                return;
            }
            String word = connector.group().strip();
            String before = text.substring(Math.max(0, start - 9), start).toLowerCase(java.util.Locale.ROOT);
            boolean between = before.endsWith("between ");
            Optional<Numeral> second = number(connector.end(), money);
            if (second.isEmpty()
                    || word.equals("and") && !between
                    || money && word.equals("to") && before.endsWith("from ")
                    || !second.get().digits() && low.digits()) {
                return;
            }
            boolean unitFollows = money
                    || units.after(text, second.get().end()).isPresent()
                    || currencies.after(text, second.get().end()).isPresent();
            if (word.equals("±")) {
                tolerance = true;
                high = second.get();
                return;
            }
            Numeral first =
                    low.scale().equals(BigDecimal.ONE) ? low.scaled(second.get().scale()) : low;
            if (first.value().compareTo(second.get().value()) < 0 && (unitFollows || !word.equals("or"))) {
                low = first;
                high = second.get();
            }
        }

        private Optional<Numeral> number(int at, boolean money) {
            int from = at;
            if (from < text.length() && isSign(text.charAt(from))) {
                from++;
            }
            if (from >= text.length()) {
                return Optional.empty();
            }
            Optional<Currencies.Place> sign = money ? currencies.before(text, from) : Optional.empty();
            return Numerals.at(text, sign.map(Currencies.Place::end).orElse(from), money);
        }

        @Nullable
        FoundQuantity money(Money money, boolean doubtful) {
            extend(true);
            return amountOf(money, high.end(), doubtful);
        }

        private @Nullable FoundQuantity amountOf(Money money, int end, boolean doubtful) {
            Price price = price(money, end);
            if (price != null) {
                return new FoundQuantity(start, price.end, Kind.METRIC, price.normalized(this), null);
            }
            boolean large = high.value().compareTo(BigDecimal.valueOf(1_000)) >= 0;
            if (doubtful && !large) {
                return null;
            }
            return new FoundQuantity(
                    start,
                    end,
                    Kind.MONEY,
                    normalized(money.iso(), "money", money.factor(), money.factor(), money.iso()),
                    null);
        }

        private @Nullable Price price(Money money, int from) {
            Price price = null;
            int at = from;
            for (int i = 0; i < 2; i++) {
                Matcher matcher = PRICE.matcher(text).region(at, text.length());
                if (!matcher.lookingAt()) {
                    break;
                }
                boolean article = Character.isLetter(matcher.group().strip().charAt(0))
                        && !matcher.group().contains("per");
                Matcher each = THING.matcher(text).region(matcher.end(), text.length());
                Optional<UnitFinder.Place> unit = units.at(text, matcher.end());
                if (unit.isEmpty() && price == null && !article && each.lookingAt()) {
                    return new Price(money, each.end(), each.group());
                }
                if (unit.isEmpty()
                        || article
                                && PLAIN_TIME
                                        .matcher(text)
                                        .region(matcher.end(), text.length())
                                        .lookingAt()) {
                    break;
                }
                price = price == null ? new Price(money, unit.get()) : price.per(unit.get());
                at = price.end;
            }
            return price;
        }

        Normalized normalized(NamedUnit unit) {
            BigDecimal middle = middle();
            BigDecimal si = unit.toSi(middle);
            return new Normalized(
                    tidy(middle), unit.symbol(), unit.quantity(), tidy(si), unit.siSymbol(), end(true), end(false));
        }

        Normalized normalized(String unit, String quantity, BigDecimal factor, BigDecimal toSi, String siUnit) {
            BigDecimal middle = middle();
            BigDecimal low = end(true);
            BigDecimal high = end(false);
            return new Normalized(
                    tidy(middle.multiply(factor)),
                    unit,
                    quantity,
                    tidy(middle.multiply(toSi, MathContext.DECIMAL64)),
                    siUnit,
                    low == null ? null : tidy(low.multiply(factor)),
                    high == null ? null : tidy(high.multiply(factor)));
        }

        private Normalized plain() {
            return normalized("1", "count", BigDecimal.ONE, BigDecimal.ONE, "1");
        }

        private BigDecimal middle() {
            if (low == high || tolerance) {
                return signed(low.value());
            }
            return signed(low.value().add(high.value()).divide(BigDecimal.valueOf(2)));
        }

        private @Nullable BigDecimal end(boolean lower) {
            if (low == high) {
                return null;
            }
            if (tolerance) {
                BigDecimal value = signed(low.value());
                return tidy(lower ? value.subtract(high.value()) : value.add(high.value()));
            }
            // of a range below zero only the first number carries the sign
            return tidy(lower ? signed(low.value()) : high.value());
        }

        private BigDecimal signed(BigDecimal value) {
            return minus ? value.negate() : value;
        }
    }

    /** Money for a unit of something, or of something and a time. */
    private record Price(Money money, int end, String unit, String quantity, BigDecimal one, String siUnit) {
        Price(Money money, UnitFinder.Place place) {
            this(
                    money,
                    place.end(),
                    money.iso() + "/" + place.unit().symbol(),
                    (place.unit().quantity().equals("energy") ? "price of " : "price per ")
                            + place.unit().quantity(),
                    place.unit().toSi(BigDecimal.ONE),
                    money.iso() + "/" + place.unit().siSymbol());
        }

        /** For one of something that is no unit: a connection, a head. */
        Price(Money money, int end, String thing) {
            this(
                    money,
                    end,
                    money.iso() + "/" + thing,
                    "price per " + thing,
                    BigDecimal.ONE,
                    money.iso() + "/" + thing);
        }

        Price per(UnitFinder.Place place) {
            return new Price(
                    money,
                    place.end(),
                    unit + "/" + place.unit().symbol(),
                    quantity + " and " + place.unit().quantity(),
                    one.multiply(place.unit().toSi(BigDecimal.ONE)),
                    siUnit + "/" + place.unit().siSymbol());
        }

        Normalized normalized(Amount amount) {
            BigDecimal toSi = money.factor().divide(one, MathContext.DECIMAL64);
            return amount.normalized(unit, quantity, money.factor(), toSi, siUnit);
        }
    }

    /** Without trailing zeros and without an exponent of its own. */
    private static BigDecimal tidy(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
