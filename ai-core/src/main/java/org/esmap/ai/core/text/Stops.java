package org.esmap.ai.core.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the ends of sentences from other full stops, in one block. */
final class Stops {
    /** What may stand between a full stop and the space after it, besides the mark of a note. */
    private static final String CLOSERS = "\"'”’»)]}";
    /** Full stops that need no space after them. */
    static final String WIDE = "。！？";

    /** Never the last word of a sentence. */
    private static final Set<String> LEADING = Set.of(
            "dr", "mr", "mrs", "ms", "prof", "st", "fig", "figs", "eq", "eqs", "nos", "vol", "vols", "pp", "vs", "e.g",
            "i.e", "cf", "approx", "ca", "gov", "sen", "rep", "gen", "col", "lt", "sgt", "rev", "hon", "arts", "sec",
            "secs", "ch", "chap", "tab", "ref", "refs", "para", "paras", "incl", "excl", "resp", "viz", "messrs",
            "capt", "cmdr", "supt", "pres", "ed", "eds", "est", "mt", "ft", "op", "cit", "q.v", "s.a", "suppl", "ave",
            "rs", "pvt", "pty", "pte", "sdn", "dy", "addl", "jt", "asst", "engr", "amb");

    /** Never the last word of a sentence where a number follows. */
    private static final Set<String> NUMBERED = Set.of("no", "art", "c", "cl", "s", "ss", "reg", "sch", "ex");

    /** The last word of a sentence at times. */
    private static final Set<String> EITHER = Set.of(
            "etc", "al", "inc", "ltd", "bhd", "co", "corp", "bros", "plc", "jr", "sr", "a.m", "p.m", "u.s", "u.k",
            "u.n", "e.u", "u.s.a", "d.c", "ph.d", "b.c", "a.d", "p", "v", "dept", "min", "max", "avg", "govt", "intl",
            "mio", "mrd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");

    /** Units that look like abbreviations: behind a number they end a sentence as words do. */
    private static final Set<String> UNITS = Set.of("ms", "mt", "ft", "sec", "min");

    /** Millions and billions: behind a number they end no sentence where a unit or a currency follows. */
    private static final Set<String> MULTIPLIERS = Set.of("mln", "mlrd", "bln", "mill", "mil");

    private static final Pattern UNIT =
            Pattern.compile("(?:[kMGTP]?Wh?p?|[kMGTPE]J|Nm[3³]|CO[2₂]?e?|US\\$|\\p{Lu}{3})(?![\\p{L}\\d])|[€$£¥]");

    /** Words that begin sentences and hardly ever go on after an abbreviation. */
    private static final Set<String> OPENERS = Set.of(
            "the",
            "a",
            "an",
            "in",
            "it",
            "its",
            "this",
            "that",
            "these",
            "those",
            "but",
            "however",
            "we",
            "he",
            "she",
            "they",
            "on",
            "at",
            "for",
            "if",
            "when",
            "while",
            "after",
            "before",
            "as",
            "by",
            "there",
            "our",
            "their",
            "his",
            "her",
            "i",
            "you",
            "and",
            "to",
            "from",
            "with",
            "since",
            "although",
            "moreover",
            "according",
            "no",
            "not",
            "some",
            "many",
            "most",
            "all",
            "both",
            "each",
            "what",
            "who",
            "how",
            "why",
            "where",
            "then",
            "so");

    private static final Pattern GLUED = Pattern.compile("\\p{L}\\p{Ll}{2}[.!?]\\p{Lu}\\p{Ll}*[,;:]?\\s");
    private static final int LONGEST_WORD = 40;
    private static final Pattern AMOUNT = Pattern.compile("(?U)\\d\\s*°\\s*$|(?<!(?<![\\d.,])(?:19|20)\\d)\\d\\s$");

    private final String text;
    private final Block block;
    private final boolean small;

    /** {@code small}: whether the text has no capitals at all, so that small letters begin sentences. */
    Stops(String text, Block block, boolean small) {
        this.text = text;
        this.block = block;
        this.small = small;
    }

    /** One past the end of the sentence that begins at {@code from}; 0 where it is the block's last. */
    int next(int from) {
        for (int i = from; i < block.end(); i++) {
            char c = text.charAt(i);
            if (WIDE.indexOf(c) >= 0) {
                return closers(i + 1);
            }
            if (c != '.' && c != '!' && c != '?' && c != '…') {
                continue;
            }
            int end = closers(afterRun(i));
            if (end >= block.end()) {
                return 0;
            }
            if ((Spaces.isSpace(text.charAt(end)) || glued(i, end)) && ends(from, i, end)) {
                return end;
            }
            i = end - 1;
        }
        return 0;
    }

    private int afterRun(int i) {
        int end = i;
        while (end < block.end() && ".!?…".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    private int closers(int i) {
        int end = i;
        while (end < block.end() && CLOSERS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        Matcher mark = Notes.MARK.matcher(text).region(end, block.end()).useTransparentBounds(true);
        return mark.lookingAt() ? mark.end() : end;
    }

    private boolean ends(int from, int stop, int end) {
        int next = end;
        while (next < block.end() && !opensWord(text.charAt(next))) {
            next++;
        }
        if (next >= block.end() || Character.isLowerCase(text.codePointAt(next)) && !(small && end - stop == 1)) {
            return false;
        }
        return text.charAt(stop) != '.' || end - stop > 1 && text.charAt(stop + 1) == '.' || stopEnds(from, stop, next);
    }

    /** Whether a space was lost between two sentences, as in {@code was late.It cost}; not in {@code example.Org/It}. */
    private boolean glued(int stop, int end) {
        return end == stop + 1
                && Character.isUpperCase(text.charAt(end))
                && GLUED.matcher(text)
                        .region(Math.max(block.start(), stop - 3), Math.min(block.end(), end + LONGEST_WORD))
                        .lookingAt();
    }

    private static boolean opensWord(char c) {
        return !Spaces.isSpace(c) && "\"'“‘«([{—–-".indexOf(c) < 0;
    }

    private boolean stopEnds(int from, int stop, int next) {
        String word = wordBefore(from, stop);
        String following = wordAt(next);
        boolean opener = OPENERS.contains(following.toLowerCase(Locale.ROOT));
        String lower = word.toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return true;
        }
        int start = stop - word.length();
        boolean amount = afterNumber(from, start);
        boolean joined = start > from && "'’/·".indexOf(text.charAt(start - 1)) >= 0; // the company's, m/s
        if (NUMBERED.contains(lower) && Character.isDigit(text.charAt(next)) && !amount && !joined) {
            return false;
        }
        if (amount && UNITS.contains(lower)) {
            return !Character.isDigit(text.charAt(next));
        }
        boolean measured = amount && MULTIPLIERS.contains(lower);
        if (LEADING.contains(lower) || measured && unitAt(next)) {
            return false;
        }
        if (EITHER.contains(lower)) {
            return opener && !small;
        }
        if (isEnumerator(from, stop, word)) {
            return false;
        }
        boolean initial = word.codePointCount(0, word.length()) == 1
                && (small ? Character.isLetter(word.charAt(0)) : Character.isUpperCase(word.codePointAt(0)));
        boolean letters = word.length() > 2 && word.charAt(1) == '.' && !Character.isDigit(word.charAt(0));
        return !initial && !letters || opener || initial && amount;
    }

    /** Whether the sentence so far is but a number or letter that counts: {@code 1.} or {@code 2.3.}. */
    private boolean isEnumerator(int from, int stop, String word) {
        int start = Spaces.before(text, from, stop - word.length());
        return start == from && word.length() <= 5 && word.matches("[\\d.]+|[a-zA-Z]|[ivxIVX]+");
    }

    /** Whether a number that is no year stands before the unit at {@code wordStart}, as in {@code 5 W}, {@code 1.5 °C}. */
    private boolean afterNumber(int from, int wordStart) {
        String before = text.substring(Math.max(from, wordStart - 12), wordStart);
        return AMOUNT.matcher(before).find();
    }

    private boolean unitAt(int from) {
        return UNIT.matcher(text).region(from, block.end()).lookingAt();
    }

    private String wordBefore(int from, int stop) {
        int start = stop;
        while (start > from && (Character.isLetterOrDigit(text.charAt(start - 1)) || text.charAt(start - 1) == '.')) {
            start--;
        }
        return text.substring(start, stop);
    }

    private String wordAt(int from) {
        int end = from;
        while (end < block.end() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(from, end);
    }
}
