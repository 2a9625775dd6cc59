package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers in digits and in English words, each with its multiplier. */
final class Numerals {
    private static final Map<String, Integer> WORDS = words();
    private static final String WORD = String.join("|", WORDS.keySet());
    private static final Pattern IN_WORDS = Pattern.compile("(?i)(?:" + WORD + ")(?:(?:-|\\s+and\\s+|\\s+)(?:" + WORD
            + "|hundred|thousand|million|billion))*(?![\\p{L}\\d])");
    private static final Pattern PART =
            Pattern.compile("(?i)(half an?|an?)\\s(?=(?:million|billion|trillion)s?(?![\\p{L}\\d]))");
    private static final Pattern MULTIPLIER = Pattern.compile(
            "(?i)[\\s\u00a0-]{0,2}(hundred|thousand|millions?|billions?|trillions?|quadrillions?|milliards?|mn|mln|mio|bn|bln|mrd|tn|trn|crores?|lakhs?)(?![\\p{L}\\d])");
    private static final Pattern SHORT_MULTIPLIER =
            Pattern.compile("[\\s-]?([mMbBkKT]|MM|[Tt]r|[Cc]r|[Bb]il|[Mm]il)(?![\\p{L}\\d])");
    /** Of things that have no milli: "500m tonnes". */
    private static final Pattern COUNTED_MULTIPLIER = Pattern.compile(
            "([mMbBkK])(?=\\s(?:metric\\s)?(?:tonnes?|tons?|barrels?|people|households?|homes|jobs|vehicles|toe|boe|b/d|tCO2e?)(?![\\p{L}\\d]))");
    /** "1.5 lakh crore", "300 thousand million". */
    private static final int MOST_MULTIPLIERS = 2;

    private Numerals() {}

    /** The number that begins at {@code at}; with {@code money}, short multipliers such as "m" count too. */
    static Optional<Numeral> at(String text, int at, boolean money) {
        Optional<Digits> digits = Digits.at(text, at);
        if (digits.isPresent()) {
            Numeral plain = new Numeral(at, digits.get().end(), digits.get().value(), BigDecimal.ONE, true);
            return Optional.of(multiplied(text, plain, money));
        }
        if (!Character.isLetter(text.charAt(at))) {
            return Optional.empty();
        }
        Matcher part = PART.matcher(text).region(at, text.length());
        if (part.lookingAt()) {
            BigDecimal value = part.group(1).length() > 2 ? new BigDecimal("0.5") : BigDecimal.ONE;
            return Optional.of(multiplied(text, new Numeral(at, part.end(), value, BigDecimal.ONE, false), money));
        }
        Matcher words = IN_WORDS.matcher(text).region(at, Math.min(text.length(), at + 80));
        words.useTransparentBounds(true);
        if (words.lookingAt()) {
            BigDecimal value = BigDecimal.valueOf(inWords(words.group()));
            return Optional.of(multiplied(text, new Numeral(at, words.end(), value, BigDecimal.ONE, false), money));
        }
        return Optional.empty();
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
            case "million", "mn", "mln", "mio", "mil", "mm", "m" -> BigDecimal.valueOf(1_000_000);
            case "billion", "milliard", "bn", "bln", "mrd", "bil", "b" -> BigDecimal.valueOf(1_000_000_000);
            case "quadrillion" -> BigDecimal.valueOf(1_000_000_000_000_000L);
            default -> BigDecimal.valueOf(1_000_000_000_000L);
        };
    }

    private static long inWords(String words) {
        long total = 0;
        long group = 0;
        for (String word : words.toLowerCase(Locale.ROOT).split("[\\s-]+")) {
            switch (word) {
                case "and" -> {}
                case "hundred" -> group = Math.max(1, group) * 100;
                case "thousand", "million", "billion" -> {
                    total += Math.max(1, group) * multiplier(word).longValue();
                    group = 0;
                }
                default -> group += WORDS.get(word);
            }
        }
        return total + group;
    }

    private static Map<String, Integer> words() {
        Map<String, Integer> words = new HashMap<>();
        String[] small =
                ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                                + " sixteen seventeen eighteen nineteen")
                        .split(" ");
        for (int i = 0; i < small.length; i++) {
            words.put(small[i], i);
        }
        String[] tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
        for (int i = 0; i < tens.length; i++) {
            words.put(tens[i], 10 * (i + 2));
        }
        return words;
    }
}
