package org.esmap.ai.core.quantities;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Signs, names and codes of money that mean other things unless the amount is large or a price. */
final class DoubtfulMoney {
    private static final Set<String> WORDS = Set.of(
            "R", "K", "N", "Br", "Le", "LE", "Dh", "SR", "RM", "J$", "c", "p", "ct", "won", "real", "dong", "Ft", "SDR",
            "SDG", "rand", "Won", "Real", "WON", "REAL", "cent", "cents", "pence", "Kč", "all");

    /** Codes that are other things before a number in texts on energy: SDG 7, COP 28, IRR 12, TOP 10, RON 95. */
    private static final Set<String> CODES = Set.of(
            "SDG", "COP", "IRR", "SVC", "RON", "TOP", "ALL", "CUP", "MAD", "PEN", "SOS", "MOP", "STN", "GEL", "BOB",
            "LAK", "BAM", "SLE", "MDL", "CVE", "SCR", "PAB", "NAD");

    /** Codes that are nothing but money, where no space parts them from the number either. */
    private static final Set<String> SURE = Set.of("EUR", "USD", "GBP");

    /** Population equivalents: 900 000 p.e. */
    private static final Pattern ABBREVIATION = Pattern.compile("\\.\\p{L}\\b");

    private DoubtfulMoney() {}

    /** Whether a word before a number may mean something else. */
    static boolean before(String word) {
        return WORDS.contains(word) || CODES.contains(word.toUpperCase(Locale.ROOT));
    }

    /** Whether a word right before {@code amount}, without a space, may be the first part of a name. */
    static boolean glued(String word, Range amount) {
        return word.length() > 2
                && Character.isLetterOrDigit(word.charAt(word.length() - 1))
                && (amount.mayBeYear() || !SURE.contains(word));
    }

    /** Whether a word behind a number may mean something else. */
    static boolean after(String word) {
        return WORDS.contains(word) || word.length() < 3 && word.chars().allMatch(Character::isLetter);
    }

    /** Whether a word that ends at {@code end} is the first letter of an abbreviation. */
    static boolean isAbbreviated(String text, int end) {
        return ABBREVIATION.matcher(text).region(end, text.length()).lookingAt();
    }
}
