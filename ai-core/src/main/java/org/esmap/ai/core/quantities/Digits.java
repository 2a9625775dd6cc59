package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a number in digits: {@code 1,020}, {@code 1 020}, {@code 2,50,000} (lakhs), {@code 1.250.000,50}, {@code .5},
 * {@code 3,4}, {@code 0,125}, {@code 2.5e6}, {@code 1.2 × 10^6}, {@code 10⁶}.
 */
record Digits(int end, BigDecimal value) {
    private static final int MOST_EXPONENT = 99;
    // a number ends after some forty digits before the point and forty behind it: what is longer is a key or a row of a
    // table
    private static final String DECIMALS = "\\.\\d{1,40}(?!\\d)";
    private static final String ANY_DECIMALS = "(?:" + DECIMALS + "|(?!\\.\\d))";
    private static final String LAKHS = "\\d{1,2}(?:,\\d{2}){1,12},\\d{3}(?!\\d)" + ANY_DECIMALS;
    /** Decimals end where no digit goes on, and neither does a digit behind a comma or a full stop: "48,50." is a price. */
    private static final String ENDS = "(?![.,]?\\d)";

    private static final String CONTINENTAL =
            "\\d{1,3}(?:(?:\\.\\d{3}){2,12}(?!\\d)(?:,\\d{1,2}" + ENDS + ")?|\\.\\d{3},\\d{1,2}" + ENDS + ")";
    /**
     * "20.000 tonnes" and "3.000 hectares"; not a voltage of 1.000, the "10.000 %" of a bond, "12.000 billion" or a
     * latitude of 38.000°.
     */
    private static final String THOUSANDS = "[1-9](?:\\d{1,2}\\.000|\\.000(?=" + Numerals.GAP + Numerals.COUNTED_WORDS
            + "))(?![.,]?\\d|" + Numerals.GAP
            + "?(?:[%‰°º×±]|x\\s?10|per ?cent|(?:m|b|tr)illion|(?:[mb]n|ml?n|mio|bln|mrd|mlrd|trn?|lakhs?|crores?|hundred|Hz)\\b"
            + "|thousand|[mbMBkK](?![\\p{L}\\d²³/])|[eE][-+\\d]))";

    /** Of numbers near by that are written with a point for their decimals. */
    private static final Pattern POINTED = Pattern.compile("(?<![\\d.,])\\d{1,3}\\.(?!000)\\d{3}(?![.,]?\\d)");

    private static final int AROUND = 60;

    private static final String BELOW_ONE = "0,\\d{1,40}" + ENDS;
    private static final String GROUPED = "\\d{1,3}(?:[,\u00a0\u202f\u2009'’]\\d{3}){1,12}(?!\\d)" + ANY_DECIMALS;
    /** Two spaces part columns too, but no column holds "000". */
    private static final String SPREAD =
            "\\d{1,3}(?:[ \u00a0\u202f\u2009]{1,2}\\d{3}){0,11}[ \u00a0\u202f\u2009]{2}000" + ENDS;

    private static final String SPACED = "\\d{1,3}(?: \\d{3}){1,12}(?:[.,]\\d{1,2}" + ENDS + ")?" + ENDS;
    private static final String PLAIN = "\\d{1,40}(?!\\d)(?:,\\d{1,2}" + ENDS + "|" + ANY_DECIMALS + ")|" + DECIMALS;
    private static final String EXPONENT = "([-−–]?\\s?\\d{1,2}(?!\\d)|⁻?[⁰¹²³⁴-⁹]{1,2}(?![⁰¹²³⁴-⁹]))";
    private static final Pattern NUMBER = Pattern.compile("((?<thousands>" + THOUSANDS + ")|"
            + String.join("|", LAKHS, CONTINENTAL, BELOW_ONE, SPREAD, GROUPED, SPACED, PLAIN)
            + ")(?:\\s?[×x]\\s?10\\^?\\s?"
            + EXPONENT + "|[eE]([-+]?\\d{1,2})(?![\\p{L}\\d]))?");
    private static final Pattern POWER_OF_TEN = Pattern.compile("10(?:\\^|(?=[⁻⁰¹²³⁴-⁹]))" + EXPONENT);

    /** The rest of a number, as of "15-000 euros" whose comma became a hyphen: no number of its own. */
    private static final Pattern REST = Pattern.compile("(?<=\\d[-−–])0\\d{2}(?!\\d)|0{2,40}(?![.,]?\\d)");

    /** "3½", "2 ¾". */
    private static final Pattern MIXED = Pattern.compile("(\\d{1,6}) ?([¼½¾⅓⅔⅛⅜⅝⅞])");

    /** "2.500" and "1.000.000" where a comma near by stands before decimals, and no point does. */
    private static final Pattern DOTTED = Pattern.compile("[1-9]\\d{0,2}(?:\\.\\d{3}){1,12}(?![.,]?\\d)");

    private static final Pattern COMMA_DECIMALS =
            Pattern.compile("(?<![\\d.,])\\d{1,3}(?:\\.\\d{3})*,\\d{1,2}(?![.,]?\\d)");
    private static final Pattern POINT_DECIMALS =
            Pattern.compile("(?<![\\d.,])\\d+\\.(?:\\d{1,2}|\\d{4,40})(?![.,]?\\d)");

    /** The number that begins at {@code at}. */
    static Optional<Digits> at(String text, int at) {
        Matcher power = POWER_OF_TEN.matcher(text).region(at, text.length());
        if (power.lookingAt()) {
            return Optional.of(new Digits(power.end(), raised(BigDecimal.ONE, power.group(1))));
        }
        Matcher mixed = MIXED.matcher(text).region(at, text.length());
        if (mixed.lookingAt()) {
            return Optional.of(new Digits(mixed.end(), new BigDecimal(mixed.group(1)).add(part(mixed.group(2)))));
        }
        Matcher dotted = DOTTED.matcher(text).region(at, text.length());
        if (dotted.lookingAt() && nearCommaDecimals(text, at)) {
            return Optional.of(
                    new Digits(dotted.end(), new BigDecimal(dotted.group().replace(".", ""))));
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        Matcher rest = REST.matcher(text).region(at, text.length()).useTransparentBounds(true);
        if (!number.lookingAt() || rest.lookingAt()) {
            return Optional.empty();
        }
        String thousands = number.group("thousands");
        boolean grouped = thousands != null && !nearPointed(text, at);
        BigDecimal value = plain(grouped ? thousands.replace(".", "") : number.group(1));
        String exponent = number.group(3) == null ? number.group(4) : number.group(3);
        return Optional.of(new Digits(number.end(), exponent == null ? value : raised(value, exponent)));
    }

    private static boolean nearPointed(String text, int at) {
        return POINTED.matcher(around(text, at)).find();
    }

    private static boolean nearCommaDecimals(String text, int at) {
        String around = around(text, at);
        return COMMA_DECIMALS.matcher(around).find()
                && !POINT_DECIMALS.matcher(around).find();
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - AROUND), Math.min(text.length(), at + AROUND));
    }

    /** What a fraction in one character comes to. */
    private static BigDecimal part(String fraction) {
        String[] parts = Normalizer.normalize(fraction, Normalizer.Form.NFKC).split("⁄");
        return new BigDecimal(parts[0]).divide(new BigDecimal(parts[1]), 4, RoundingMode.HALF_UP);
    }

    private static BigDecimal plain(String digits) {
        String joined = digits.replaceAll("[\u00a0\u202f\u2009'’ ]", "");
        if (joined.matches(CONTINENTAL)) {
            return new BigDecimal(joined.replace(".", "").replace(',', '.'));
        }
        boolean decimalComma = joined.matches("\\d+,\\d{1,2}|0,\\d+");
        return new BigDecimal(decimalComma ? joined.replace(',', '.') : joined.replace(",", ""));
    }

    private static BigDecimal raised(BigDecimal value, String power) {
        String digits = Normalizer.normalize(power, Normalizer.Form.NFKC)
                .replaceAll("[−–]", "-")
                .replaceAll("[\\s+]", "");
        int exponent = Integer.parseInt(digits);
        return Math.abs(exponent) > MOST_EXPONENT ? value : value.scaleByPowerOfTen(exponent);
    }
}
