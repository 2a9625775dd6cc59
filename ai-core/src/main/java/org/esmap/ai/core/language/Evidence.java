package org.esmap.ai.core.language;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a text tells its language: words without names, from up to three stretches of a long text; quotations, which
 * may be in another language than the text, left out where enough is left.
 *
 * @param words         words without a capital at their beginning, or behind an elision as in d'État: names look
 *     foreign in every language
 * @param wordsAndNames all words, in lower case
 * @param letters       number of letters in them
 * @param foreignScript whether most letters of the text are not Latin
 */
record Evidence(String words, String wordsAndNames, int letters, boolean foreignScript) {
    private static final int STRETCH = 1_000;
    private static final int FEWEST_LETTERS_OF_A_SCRIPT = 4;
    /** Every letter up to here is Latin but a few signs such as µ; asking for the script of each is slow. */
    private static final int LAST_OF_LATIN_EXTENDED = 0x24F;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}'’]+");
    private static final Pattern NAME = Pattern.compile("(?:.*['’])?\\p{Lu}.*");
    private static final Pattern QUOTATION =
            Pattern.compile("\"[^\"]{1,400}\"|«[^»]{1,400}»|“[^”]{1,400}”|„[^“”]{1,400}[“”]");

    static Evidence of(String text) {
        String sample = sample(text);
        Evidence own = ofSample(QUOTATION.matcher(sample).replaceAll(" "));
        return own.letters >= LanguageDetector.LETTERS ? own : ofSample(sample);
    }

    private static Evidence ofSample(String sample) {
        int[] letters = new int[3];
        sample.codePoints().filter(Character::isLetter).forEach(c -> {
            letters[0]++;
            letters[1] += Character.isUpperCase(c) ? 1 : 0;
            letters[2] += c <= LAST_OF_LATIN_EXTENDED || Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN
                    ? 0
                    : 1;
        });
        boolean capitals = letters[1] > 0.7 * letters[0];
        boolean foreign = letters[2] >= FEWEST_LETTERS_OF_A_SCRIPT && letters[2] > 0.5 * letters[0];
        String lower = sample.toLowerCase(Locale.ROOT);
        String words = words(capitals ? lower : sample);
        int told = (int) words.codePoints().filter(Character::isLetter).count();
        return new Evidence(words, lower, told, foreign);
    }

    private static String sample(String text) {
        if (text.length() <= 3 * STRETCH) {
            return text;
        }
        int middle = text.length() / 2;
        return text.substring(0, STRETCH) + " " + text.substring(middle, middle + STRETCH) + " "
                + text.substring(text.length() - STRETCH);
    }

    private static String words(String text) {
        StringBuilder words = new StringBuilder(text.length());
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            if (!NAME.matcher(matcher.group()).matches()) {
                words.append(matcher.group()).append(' ');
            }
        }
        return words.toString();
    }
}
