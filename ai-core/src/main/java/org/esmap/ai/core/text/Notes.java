package org.esmap.ai.core.text;

import java.util.regex.Pattern;

/** Tells lines that go with a text from the text: footnotes, entries of a list of references, sources, credits, captions. */
final class Notes {
    /** Marks of notes behind the end of a sentence: {@code .[1]}, {@code .[a]}, {@code .(1)}, {@code .¹}, {@code word.1 Next}. */
    static final Pattern MARK = Pattern.compile(
            "(?:\\[(?:[a-z]|\\d{1,3}(?:[,–-]\\s?\\d{1,3}){0,9})\\])++|\\(\\d{1,2}\\)|[⁰¹²³⁴-⁹]++(?:[,–-][⁰¹²³⁴-⁹]++)*+"
                    + "|(?<=(?:\\p{L}{3}|\\b(?:19|20)\\d\\d)[.!?])\\d{1,2}(?=\\s+\\p{Lu})");

    /** A longer line is running text, whatever it begins with. */
    private static final int LONGEST = 400;

    private static final String YEAR = "(?:19|20)\\d\\d[a-z]?";
    private static final Pattern REFERENCE = Pattern.compile("(?:\\[\\d{1,3}\\]|[⁰¹²³⁴-⁹]{1,3})\\s*\\S.*"
            // names, a year and a title with a capital: "Lee, J., and A. Roy. 2021. Grids", "IEA (2023), Grids"
            + "|(?:(?:\\p{Lu}[\\p{L}\\p{M}\\d.'’/-]*|and|of|the|for|on|et|al\\.|eds?\\.|de|van|von|&)[,;.]?\\s+"
            + "|\\([\\p{L}\\s]{1,80}\\)[,.]?\\s+){1,25}+"
            + "(?:\\(" + YEAR + "\\)[.,:]|(?<=[.)]\\s)" + YEAR + "[.:])\\s+[\"“‘]?\\p{Lu}.*");
    private static final Pattern LABELLED = Pattern.compile("(?i)[*_]{0,3}(?:"
            + "(?:(?:data|cover|image|photo|photograph|picture|suggested|recommended) )?"
            + "(?:sources?|notes?|credits?|photos?|images?|photographs?|citation|keywords?)(?: and (?:notes?|sources?))?\\s*:"
            + "|(?:photo|image|photograph)s?(?: by| courtesy of)\\s"
            + "|(?:figure|fig\\.|table|box|chart|graph|map|exhibit|photo|plate) [a-z]{0,2}\\.?\\d{1,3}(?:[.–-]\\d{1,3}){0,3}[a-z]?\\s?[.:|–—-]\\s"
            + ").*");
    private static final Pattern HEADING =
            Pattern.compile("(?i)(?:\\d{1,2}\\.?\\s+)?(?:references|bibliography|works cited"
                    + "|literature cited|(?:end|foot)?notes|sources|further reading|notes and (?:references|sources)"
                    + "|references and (?:notes|further reading))\\s*:?");
    private static final Pattern OTHER_HEADING =
            Pattern.compile("(?!.*\\b" + YEAR + "\\b)(?:\\w{1,3}(?:\\.\\d+)*\\.?\\s+)?[\\p{L}\\p{M}\\p{N}\\s&:'’–-]+");

    private Notes() {}

    /** A footnote or an entry of a list of references, by how it begins. */
    static boolean refers(String line) {
        return line.length() < LONGEST && REFERENCE.matcher(line).matches();
    }

    /** A source, a note, a credit or a caption: a line of its own. */
    static boolean labelled(String line) {
        return line.length() < LONGEST && LABELLED.matcher(line).matches();
    }

    /** Whether notes follow, up to a heading that {@link #endsList}. */
    static boolean headsList(String line) {
        return line.length() < 50 && HEADING.matcher(line).matches();
    }

    /** Whether the title {@code line} begins another part of the text, and is no entry without a full stop. */
    static boolean endsList(String line) {
        return OTHER_HEADING.matcher(line).matches();
    }
}
