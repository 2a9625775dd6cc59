package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.quantities.Currencies.Money;
import org.esmap.ai.core.quantities.FoundQuantity.Normalized;
import org.jspecify.annotations.Nullable;

/** Money for a unit of something, or of something and a time. */
record Price(Money money, int end, String unit, String quantity, BigDecimal one, String siUnit) {
    private static final Pattern PER =
            Pattern.compile("\\s?/\\s?|\\s+(?:per|pr\\.|for\\s(?:each|every))\\s+|\\s+(?:an?|the|each|every)\\s+"
                    + "|-(?=(?:day|week|month|year|yr)s?(?![\\p{L}\\d]))|\\s+(?=p\\.?a\\.?(?![\\p{L}\\d]))");
    private static final Pattern THING = Pattern.compile("[a-z]{3,}(?![\\p{L}\\d])");
    /** Of units, which they leave as they are: "per excess tonne", "per installed kW". */
    private static final Pattern WHICH = Pattern.compile(
            "(?:(?:additional|avoided|abated|consumed|delivered|each|excess"
                    + "|exported|extra|full|generated|imported|installed|produced|reduced|saved|single|sold|supplied)\\s+)?");

    private static final Pattern PLAIN_TIME = Pattern.compile("second|hour|day|week|month|quarter|year|night");

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

    /** For so many of a unit: per 1,000 litres. */
    private Price(Money money, UnitFinder.Place place, BigDecimal many) {
        this(
                money,
                place.end(),
                money.iso() + "/" + many.stripTrailingZeros().toPlainString() + " "
                        + place.unit().symbol(),
                "price per " + place.unit().quantity(),
                place.unit().toSi(many),
                money.iso() + "/" + place.unit().siSymbol());
    }

    /** For one of something that is no unit: a connection, a head. */
    Price(Money money, int end, String thing) {
        this(money, end, money.iso() + "/" + thing, "price per " + thing, BigDecimal.ONE, money.iso() + "/" + thing);
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

    Normalized normalized(Range amount) {
        BigDecimal toSi = money.factor().divide(one, MathContext.DECIMAL64);
        return amount.normalized(unit, quantity, money.factor(), toSi, siUnit);
    }

    /** The price that an amount of money is part of which ends at {@code from}; null where nothing is paid for. */
    static @Nullable Price read(String text, Money money, int from, UnitFinder units) {
        Price price = null;
        int at = from;
        for (int i = 0; i < 2; i++) {
            Matcher matcher = PER.matcher(text).region(at, text.length());
            if (!matcher.lookingAt()) {
                break;
            }
            String joint = matcher.group().strip();
            boolean article = !joint.isEmpty() && Character.isLetter(joint.charAt(0)) && !joint.startsWith("p");
            Matcher which = WHICH.matcher(text).region(matcher.end(), text.length());
            int what = which.lookingAt() ? which.end() : matcher.end();
            Optional<UnitFinder.Place> unit = units.below(text, what);
            if (unit.isEmpty() && price == null && !article) {
                Optional<Price> several = ofSeveral(text, money, what, units);
                Matcher each = THING.matcher(text).region(what, text.length());
                if (several.isEmpty() && what == matcher.end() && each.lookingAt()) {
                    return new Price(money, each.end(), each.group());
                }
                if (several.isPresent()) {
                    return several.get();
                }
            }
            if (unit.isEmpty()
                    || article
                            && price == null
                            && PLAIN_TIME
                                    .matcher(text)
                                    .region(what, text.length())
                                    .lookingAt()) {
                break;
            }
            price = price == null ? new Price(money, unit.get()) : price.per(unit.get());
            at = price.end;
        }
        return price;
    }

    private static Optional<Price> ofSeveral(String text, Money money, int at, UnitFinder units) {
        return at == text.length()
                ? Optional.empty()
                : Numerals.at(text, at, false)
                        .filter(many -> many.digits() && many.value().signum() > 0)
                        .flatMap(many -> units.after(text, many.end())
                                .filter(place -> !place.money())
                                .map(place -> new Price(money, place, many.value())));
    }
}
