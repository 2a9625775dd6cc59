package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers in digits and in English words, each with its multiplier. */
final class Numerals {
    /** A space of any width. */
    static final String GAP = "[\\s\u00a0\u202f\u2009]";

    private static final List<String> UP_TO_NINETEEN = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Map<String, Integer> WORDS = words();

    private static final String BELOW_HUNDRED =
            "(?:(?:" + String.join("|", TENS) + ")(?:[\\s-]+(?:" + String.join("|", UP_TO_NINETEEN.subList(1, 10))
                    + "))?|" + String.join("|", UP_TO_NINETEEN) + ")(?!\\p{L})";
    /** "And" goes on after a multiplier only, and not to what has the same: "five and ten", "two million and three million". */
    private static final Pattern IN_WORDS = Pattern.compile("(?i)" + BELOW_HUNDRED
            + "(?:[\\s-]+(?<size>hundred|thousand|million|billion)(?!\\p{L})(?:(?:\\s+and)?[\\s-]+" + BELOW_HUNDRED
            + "(?![\\s-]+(?:hundred[\\s-]+)?\\k<size>))?)*(?![\\p{L}\\d])");

    private static final Map<String, BigDecimal> SHARES = Map.of(
            "half", new BigDecimal("0.5"),
            "quarter", new BigDecimal("0.25"),
            "quarters", new BigDecimal("0.75"),
            "tenth", new BigDecimal("0.1"));
    private static final String SHARE =
            "(?<share>half|(?<=(?:an?|one)[\\s-])quarter|(?<=three[\\s-])quarters|(?<=(?:an?|one)[\\s-])tenth)";
    private static final String SIZE = "(?=(?:million|billion|trillion)s?(?![\\p{L}\\d]))";
    /** "A million", "a quarter of a million", "a half-million", "one and a half million". */
    private static final Pattern PART =
            Pattern.compile("(?i)(?:(?:(?<whole>" + String.join("|", UP_TO_NINETEEN.subList(1, 13))
                    + ")\\sand\\s)?(?:(?:an?|one|three)[\\s-])?" + SHARE + "(?:\\s(?:of\\s)?an?\\s|[\\s-])" + SIZE
                    + "|an?\\s(?=(?:hundred|thousand)(?![\\p{L}\\d-]|\\sand\\s)|"
                    + SIZE + "))");

    private static final String WHICH =
            "(?:(?:metric|cubic|square|standard|new|more|additional|extra|other|rural|urban|poor|electric|electricity|power|gas|water"
                    + "|residential|domestic|industrial|commercial|business|retail|smart|off-grid|low-income|individual)"
                    + GAP
                    + "){0,2}";
    private static final String WORDS_COUNTED = "tonnes?|tons?|barrels?|people|persons|households?|homes|jobs"
            + "|vehicles|cars|customers|consumers|users|subscribers|clients|businesses"
            + "|firms|companies|enterprises|farmers|families|children|women|workers|employees|students|citizens"
            + "|residents|inhabitants|passengers|connections|accounts|meters|metres|feet|litres?|liters?"
            + "|gallons?|hectares?|acres|miles|kilometres|kilometers|certificates|allowances|credits|deaths|lives";
    /** What is counted, in words. */
    static final String COUNTED_WORDS = WHICH + "(?:" + WORDS_COUNTED + ")(?![\\p{L}\\d])";

    private static final String COUNTED = WHICH + "(?:" + WORDS_COUNTED
            + "|EVs|toe|boe|b/d|bpd|tCO2e?|m[23²³]|ha|km|[kMGT]?Wh|[kMGT]W|[MGTPE]J|MMBtu|therms?)(?![\\p{L}\\d])";
    /** Money behind its amount, not before the next: "30m EUR", not "30 m USD 5 million". */
    private static final String MONEY =
            "(?:[Ee]uros?|dollars?|EUR|USD|GBP|CHF|DKK|NOK|SEK|PLN|CZK|HUF|CAD|AUD|INR|JPY|CNY|ZAR|BRL)(?![\\p{L}\\d]|"
                    + GAP + "?\\d)";

    private static final Pattern MULTIPLIER = Pattern.compile(
            "(?i)[\\s\u00a0\u202f\u2009-]{0,2}(hundred|thousand|millions?|billions?|trillions?|quadrillions?|milliards?|mn|mln|mio|bn|bln|mrd|mlrd|tn|trn|crores?|lakhs?"
                    + "|mill?(?=\\." + GAP + "?(?-i:" + COUNTED + "|Euro|\\p{Lu}{3}(?!\\p{L})|Nm|CO2|[€$£])))"
                    + "(?![\\p{L}\\d])(?:(?<=mio|mrd)\\.(?=[\\s\u00a0\u202f])"
                    + "|(?<=mln|mlrd|mil|mill)\\.(?=[\\s\u00a0\u202f]?(?-i:\\p{Ll}|Euro|\\p{Lu}{3}|[kMGT]?W|[PTG]J|Nm|CO|[€$£])))?");
    private static final Pattern SHORT_MULTIPLIER =
            Pattern.compile("[\\s\u00a0\u202f\u2009-]?([mMbBkKT]|MM|[Tt]r|[Cc]r|[Bb]il|[Mm]ill?)(?![\\p{L}\\d])");
    /** Of things that are counted, and not by the metre or the kelvin: "500m tonnes", "300K businesses", "30 m EUR". */
    private static final Pattern COUNTED_MULTIPLIER = Pattern.compile("(?:" + GAP + "(?=[mMbBkK]" + GAP + MONEY
            + "))?([mMbBkK])(?=" + GAP + "(?:" + COUNTED + "|" + MONEY + "))");

    private static final Pattern TWO = Pattern.compile("(\\d{1,3}) [1-9]\\d{2}");
    private static final Pattern VOLTAGE = Pattern.compile("(?:/\\d{2,3}+)*+" + GAP + "?-?kV(?![\\p{L}\\d])");
    /** Of lines, in kilovolts: India's of 1 200 kV. */
    private static final BigDecimal HIGHEST_VOLTAGE = BigDecimal.valueOf(1_200);

    /** "1.5 lakh crore", "300 thousand million". */
    private static final int MOST_MULTIPLIERS = 2;

    private Numerals() {}

    /** The number that begins at {@code at}; with {@code money}, short multipliers such as "m" count too. */
    static Optional<Numeral> at(String text, int at, boolean money) {
        Optional<Digits> digits = Digits.at(text, at).map(read -> apart(text, at, read));
        if (digits.isPresent()) {
            Numeral plain = new Numeral(at, digits.get().end(), digits.get().value(), BigDecimal.ONE, true);
            return Optional.of(multiplied(text, plain, money));
        }
        if (!Character.isLetter(text.charAt(at))) {
            return Optional.empty();
        }
        Matcher part = PART.matcher(text).region(at, text.length());
        if (part.lookingAt()) {
            return Optional.of(multiplied(text, new Numeral(at, part.end(), part(part), BigDecimal.ONE, false), money));
        }
        Matcher words = IN_WORDS.matcher(text).region(at, Math.min(text.length(), at + 80));
        words.useTransparentBounds(true);
        if (words.lookingAt()) {
            return Optional.of(multiplied(text, inWords(at, words.end(), words.group()), money));
        }
        return Optional.empty();
    }

    private static BigDecimal part(Matcher part) {
        if (part.group("share") == null) {
            return BigDecimal.ONE;
        }
        BigDecimal share = SHARES.get(part.group("share").toLowerCase(Locale.ROOT));
        String whole = part.group("whole");
        return whole == null ? share : share.add(BigDecimal.valueOf(WORDS.get(whole.toLowerCase(Locale.ROOT))));
    }

    /** The first of two numbers that look like one: "12 400 kV lines", "Phase 2 500 MW"; else {@code read}. */
    private static Digits apart(String text, int at, Digits read) {
        Matcher two = TWO.matcher(text).region(at, read.end());
        if (!two.matches()) {
            return read;
        }
        boolean voltages = read.value().compareTo(HIGHEST_VOLTAGE) > 0
                && VOLTAGE.matcher(text).region(read.end(), text.length()).lookingAt();
        return voltages || Counts.tellsPart(text, at) ? new Digits(two.end(1), new BigDecimal(two.group(1))) : read;
    }

    private static Numeral multiplied(String text, Numeral plain, boolean money) {
        Numeral numeral = plain;
        for (int i = 0; i < MOST_MULTIPLIERS; i++) {
            Matcher matcher = MULTIPLIER.matcher(text).region(numeral.end(), text.length());
            matcher.useTransparentBounds(true);
            boolean found = matcher.lookingAt();
            if (!found && i == 0) {
                found = matcher.usePattern(money ? SHORT_MULTIPLIER : COUNTED_MULTIPLIER)
                        .lookingAt();
            }
            if (!found) {
                break;
            }
            numeral = numeral.to(matcher.end(), multiplier(matcher.group(1)));
        }
        return numeral;
    }

    private static BigDecimal multiplier(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replaceAll("(?<=..)s$", "");
        return switch (lower) {
            case "hundred" -> BigDecimal.valueOf(100);
            case "thousand", "k" -> BigDecimal.valueOf(1_000);
            case "lakh" -> BigDecimal.valueOf(100_000);
            case "crore", "cr" -> BigDecimal.valueOf(10_000_000);
            case "million", "mn", "mln", "mio", "mil", "mill", "mm", "m" -> BigDecimal.valueOf(1_000_000);
            case "billion", "milliard", "bn", "bln", "mrd", "mlrd", "bil", "b" -> BigDecimal.valueOf(1_000_000_000);
            case "quadrillion" -> BigDecimal.valueOf(1_000_000_000_000_000L);
            default -> BigDecimal.valueOf(1_000_000_000_000L);
        };
    }

    /** Adds up: a multiplier stands for what was said since a larger one ("two thousand million"). */
    private static Numeral inWords(int start, int end, String words) {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal group = BigDecimal.ZERO;
        BigDecimal scale = BigDecimal.ONE;
        for (String word : words.toLowerCase(Locale.ROOT).split("[\\s-]+")) {
            Integer small = WORDS.get(word);
            if (small != null) {
                group = group.add(BigDecimal.valueOf(small));
                scale = BigDecimal.ONE;
            } else if (!word.equals("and")) {
                BigDecimal size = multiplier(word);
                scale = scale.multiply(size);
                if (word.equals("hundred") && group.signum() > 0) {
                    group = group.multiply(size);
                } else {
                    boolean all = group.signum() == 0 || total.compareTo(size) < 0;
                    total = all ? total.add(group).multiply(size) : total.add(group.multiply(size));
                    group = BigDecimal.ZERO;
                }
            }
        }
        return new Numeral(start, end, total.add(group), scale, false);
    }

    private static Map<String, Integer> words() {
        Map<String, Integer> words = new HashMap<>();
        for (String word : UP_TO_NINETEEN) {
            words.put(word, words.size());
        }
        for (String word : TENS) {
            words.put(word, 10 * (TENS.indexOf(word) + 2));
        }
        return words;
    }
}
