package org.esmap.ai.models.policyimpact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part or a multiple in words: "halve", "by a third", "two thirds of all buses", "triple", "by a factor of four".
 *
 * @param start first UTF-16 code unit
 * @param end   one past the last
 * @param value in {@code unit}
 * @param unit  {@code %} for a part, {@code times} for a multiple
 */
record Multiple(int start, int end, BigDecimal value, String unit) {
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("half", 2),
            Map.entry("halv", 2),
            Map.entry("doubl", 2),
            Map.entry("three", 3),
            Map.entry("third", 3),
            Map.entry("tripl", 3),
            Map.entry("trebl", 3),
            Map.entry("four", 4),
            Map.entry("quarter", 4),
            Map.entry("quadrupl", 4),
            Map.entry("five", 5),
            Map.entry("fifth", 5),
            Map.entry("ten", 10),
            Map.entry("tenth", 10));
    private static final String NUMBER = "(a|one|two|three|four|five|ten|\\d{1,40}(?:\\.\\d{1,40})?(?!\\.?\\d))";

    private static final Pattern PART = Pattern.compile(
            "(?i)\\b(?:" + NUMBER + "[ -])?(half|third|quarter|fifth|tenth)s?\\b|\\b(halv)(?:es?|ed|ing)\\b");
    /** A part of a time is no target: "in the first half of 2027". */
    private static final Pattern OF =
            Pattern.compile("(?i)^ of (?!\\d|(?:the |a |each |every )?(?:year|decade|century))");

    private static final Pattern BY = Pattern.compile("(?i)\\bby (?:about |around |almost |nearly |over |at least )?$");
    private static final Pattern TIMES = Pattern.compile("(?i)\\b(?:by a factor of " + NUMBER + "|" + NUMBER
            + "[ -]?fold|(?<!\\b(?:a|the|of|with) )(doubl|tripl|trebl|quadrupl)(?:es?|ed|ing))\\b(?! (?:count|glaz))");

    /** What {@code text} says in such words. */
    static List<Multiple> in(String text) {
        List<Multiple> found = new ArrayList<>();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            boolean counted = part.group(1) != null || "half".equalsIgnoreCase(part.group(2));
            boolean share = counted
                    && (BY.matcher(text.substring(0, part.start())).find()
                            || OF.matcher(text.substring(part.end())).find());
            if (part.group(3) != null || share) {
                BigDecimal hundred = number(part.group(1)).multiply(BigDecimal.valueOf(100));
                BigDecimal whole = number(part.group(part.group(3) == null ? 2 : 3));
                found.add(new Multiple(part.start(), part.end(), hundred.divide(whole, 2, RoundingMode.HALF_UP), "%"));
            }
        }
        Matcher times = TIMES.matcher(text);
        while (times.find()) {
            String word = times.group(1) == null ? times.group(2) : times.group(1);
            found.add(new Multiple(times.start(), times.end(), number(word == null ? times.group(3) : word), "times"));
        }
        return found;
    }

    private static BigDecimal number(@Nullable String word) {
        if (word == null) {
            return BigDecimal.ONE;
        }
        Integer known = WORDS.get(word.toLowerCase(Locale.ROOT));
        return known == null ? new BigDecimal(word) : BigDecimal.valueOf(known);
    }
}
