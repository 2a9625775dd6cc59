package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.quantities.FoundQuantity.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Temperatures as climate prose writes them: "1.5 degrees" and "2C" where the words around speak of warmth, and
 * differences ("warming of 1.5 °C", "0.2 °C warmer"), whose size in kelvin has no offset.
 */
final class Temperatures {
    private static final int AROUND = 60;
    private static final Pattern WARMTH =
            Pattern.compile("(?i)warm|temperature|climate|celsius|pre-?industrial|paris (?:agreement|goal|target)");
    /** Of panels and roofs, whatever the climate: latitudes and compass points stand beside temperatures too. */
    private static final Pattern ANGLE = Pattern.compile("(?i)tilt|azimuth|inclin|slop(?:e|ing)");

    /** Of suns, phases and machines, unless the words around speak of warmth. */
    private static final Pattern TURNED = Pattern.compile(
            "(?i)\\b(?:sun|phases?|angles?|axis|rotors?|blades?|panels?|modules?|elevation|latitude)\\b");

    private static final Pattern GROWN_BY = Pattern.compile(
            "(?i)\\b(?:warmed|heated|cooled|rose|risen|rises?|increased?s?|fell|fallen|dropped|changed) by\\s(?:\\w+\\s){0,2}$");
    private static final Pattern GROWTH =
            Pattern.compile("(?i)\\b(?:warming|increase|rise|anomaly|overshoot)\\b(?:(?!\\bfrom\\b)[^.;]){0,60}$");
    private static final Pattern MORE = Pattern.compile(
            "(?i)^\\s(?:of\\s|global\\s|future\\s)*(?:warming|warmer|cooler|hotter|colder|above|below|higher|lower|limit|target|goal|pathway|scenario|world)\\b");
    /** What "warming", "increase" or "rise" further off can be of: of more degrees, they are the end of a heating. */
    private static final BigDecimal MOST_GROWTH = BigDecimal.TEN;

    private static final Pattern BARE = Pattern.compile("\\s?(?:C(?![\\p{L}\\d])|-?deg(?:rees?)?(?![\\p{L}\\d]))");
    /** What so many degrees are for: "0.2 degrees per decade". */
    private static final Pattern RATE = Pattern.compile("^\\s?/|^\\sper\\s");

    private static final Pattern AGES = Pattern.compile("(?:/|\\sper)\\s?(?:decade|century|millennium)$");
    private static final BigDecimal FIVE_NINTHS = new BigDecimal(5).divide(new BigDecimal(9), MathContext.DECIMAL64);

    private Temperatures() {}

    /** The temperature that {@code range} begins; empty where it is none, or a plain one whose unit says all. */
    static Optional<FoundQuantity> read(String text, int start, Range range, UnitFinder.@Nullable Place unit) {
        String symbol = unit == null ? "" : unit.unit().symbol();
        boolean fahrenheit = symbol.equals("°F");
        int end;
        if (fahrenheit || symbol.equals("°C")) {
            end = unit == null ? range.end() : unit.end();
        } else {
            Matcher bare = BARE.matcher(text).region(range.end(), text.length());
            if (!bare.lookingAt()) {
                return Optional.empty();
            }
            String rest = unit == null || unit.end() <= bare.end() ? "" : text.substring(bare.end(), unit.end());
            String around = around(text, start, bare.end());
            if (!warmth(around)
                    && (ANGLE.matcher(around).find()
                            || TURNED.matcher(around).find()
                            || !AGES.matcher(rest).find() && !isOfClimate(text, bare.end(), range))) {
                return Optional.empty();
            }
            if (unit != null && RATE.matcher(rest).find()) {
                return rate(start, range, "K" + rest, unit.end());
            }
            end = bare.end();
        }
        String shown = fahrenheit ? "°F" : "°C";
        if (!difference(text, start, end, range)) {
            NamedUnit scale = Units.standard().require(shown);
            return Optional.of(new FoundQuantity(start, end, Kind.METRIC, range.normalized(scale), null));
        }
        BigDecimal kelvin = fahrenheit ? FIVE_NINTHS : BigDecimal.ONE;
        return Optional.of(new FoundQuantity(
                start,
                end,
                Kind.METRIC,
                range.normalized(shown, "temperature difference", BigDecimal.ONE, kelvin, "K"),
                null));
    }

    private static Optional<FoundQuantity> rate(int start, Range range, String kelvin, int end) {
        return Units.standard()
                .read(kelvin)
                .map(unit -> new FoundQuantity(start, end, Kind.METRIC, range.normalized(unit), null));
    }

    private static boolean difference(String text, int start, int end, Range range) {
        String before = text.substring(Math.max(0, start - AROUND), start);
        String after = text.substring(end, Math.min(text.length(), end + AROUND));
        return GROWN_BY.matcher(before).find()
                || MORE.matcher(after).find()
                || range.high().value().compareTo(MOST_GROWTH) <= 0
                        && GROWTH.matcher(before).find();
    }

    /** Few degrees less or more, or those of a goal: "a 2-degree scenario", "1.3 degrees lower than normal". */
    private static boolean isOfClimate(String text, int end, Range range) {
        String after = text.substring(end, Math.min(text.length(), end + AROUND));
        return range.high().value().compareTo(MOST_GROWTH) <= 0
                && MORE.matcher(after).find();
    }

    private static boolean warmth(String around) {
        return WARMTH.matcher(around).find() && !ANGLE.matcher(around).find();
    }

    private static String around(String text, int start, int end) {
        return text.substring(Math.max(0, start - AROUND), Math.min(text.length(), end + AROUND));
    }
}
