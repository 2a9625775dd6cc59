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
    private static final int MOST_EXPONENT = 99;
    private static final Pattern DIGITS = Pattern.compile(
            "(\\d{1,3}(?:[,\u00a0\u202f\u2009'’]\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d{1,3}(?: \\d{3})+(?![\\d.,])|\\d+(?:\\.\\d+)?(?:,\\d{1,2}(?![\\d,.]))?)"
                    + "(?:\\s?[×x]\\s?10\\^?\\s?([-−–]?\\s?\\d{1,2})(?!\\d)|[eE]([-+]?\\d{1,2})(?![\\p{L}\\d]))?");
    private static final Map<String, Integer> WORDS = words();
    private static final String WORD = String.join("|", WORDS.keySet());
    private static final Pattern IN_WORDS = Pattern.compile("(?i)(?:" + WORD + ")(?:(?:-|\\s+and\\s+|\\s+)(?:" + WORD
            + "|hundred|thousand|million|billion))*(?![\\p{L}\\d])");
    private static final Pattern MULTIPLIER = Pattern.compile(
            "(?i)[\\s\u00a0-]{0,2}(hundred|thousand|millions?|billions?|trillions?|mn|mln|bn|tn|crores?|lakhs?)(?![\\p{L}\\d])");
    private static final Pattern SHORT_MULTIPLIER = Pattern.compile("\\s?([mMbBkK])(?![\\p{L}\\d])");

    private Numerals() {}

    /** The number that begins at {@code at}; with {@code money}, short multipliers such as "m" count too. */
    static Optional<Numeral> at(String text, int at, boolean money) {
        Matcher digits = DIGITS.matcher(text).region(at, text.length());
        if (digits.lookingAt()) {
            BigDecimal value = value(digits);
            return Optional.of(multiplied(text, at, digits.end(), value, true, money));
        }
        Matcher words = IN_WORDS.matcher(text).region(at, Math.min(text.length(), at + 80));
        words.useTransparentBounds(true);
        if (Character.isLetter(text.charAt(at)) && words.lookingAt()) {
            BigDecimal value = BigDecimal.valueOf(inWords(words.group()));
            return Optional.of(multiplied(text, at, words.end(), value, false, money));
        }
        return Optional.empty();
    }

    private static BigDecimal value(Matcher digits) {
        String plain = digits.group(1).replaceAll("[\u00a0\u202f\u2009'’ ]", "");
        boolean decimalComma = plain.matches("\\d+,\\d{1,2}");
        BigDecimal value = new BigDecimal(decimalComma ? plain.replace(',', '.') : plain.replace(",", ""));
        String power = digits.group(2) == null ? digits.group(3) : digits.group(2);
        if (power == null) {
            return value;
        }
        int exponent = Integer.parseInt(power.replaceAll("[−–]", "-").replaceAll("[\\s+]", ""));
        return Math.abs(exponent) > MOST_EXPONENT ? value : value.scaleByPowerOfTen(exponent);
    }

    private static Numeral multiplied(
            String text, int start, int end, BigDecimal value, boolean digits, boolean money) {
        Matcher matcher = MULTIPLIER.matcher(text).region(end, text.length());
        if (!matcher.lookingAt() && money) {
            matcher = SHORT_MULTIPLIER.matcher(text).region(end, text.length());
        }
        if (!matcher.lookingAt()) {
            return new Numeral(start, end, value, BigDecimal.ONE, digits);
        }
        BigDecimal scale = multiplier(matcher.group(1));
        return new Numeral(start, matcher.end(), value.multiply(scale), scale, digits);
    }

    private static BigDecimal multiplier(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replaceAll("(?<=..)s$", "");
        return switch (lower) {
            case "hundred" -> BigDecimal.valueOf(100);
            case "thousand", "k" -> BigDecimal.valueOf(1_000);
            case "lakh" -> BigDecimal.valueOf(100_000);
            case "crore" -> BigDecimal.valueOf(10_000_000);
            case "million", "mn", "mln", "m" -> BigDecimal.valueOf(1_000_000);
            case "billion", "bn", "b" -> BigDecimal.valueOf(1_000_000_000);
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
