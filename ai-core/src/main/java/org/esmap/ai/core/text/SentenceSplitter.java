package org.esmap.ai.core.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into sentences, in time linear in its length. Line breaks end a sentence only where they end a block;
 * text without full stops is cut at {@value #LONGEST} characters, at a comma or a space where there is one. Thread-safe.
 */
public final class SentenceSplitter {
    /** Longest sentence, in UTF-16 code units. */
    public static final int LONGEST = 1_000;

    private SentenceSplitter() {}

    /** The sentences of {@code original} in order; they never overlap, and leave out only white space and marks of lists. */
    public static List<Sentence> split(String original) {
        String text = PlainText.inPlace(original);
        List<Sentence> sentences = new ArrayList<>();
        boolean small = text.codePoints().noneMatch(Character::isUpperCase);
        for (Block block : Blocks.of(text)) {
            if (block.kind() == Sentence.Kind.PROSE
                    || block.kind() == Sentence.Kind.ITEM
                    || block.kind() == Sentence.Kind.NOTE) {
                splitBlock(text, block, small, sentences);
            } else {
                add(text, block.start(), block.end(), block.kind(), sentences);
            }
        }
        return sentences;
    }

    private static void splitBlock(String text, Block block, boolean small, List<Sentence> sentences) {
        Stops stops = new Stops(text, block, small);
        int start = block.start();
        for (int end = stops.next(start); end > 0; end = stops.next(start)) {
            add(text, start, end, block.kind(), sentences);
            start = end;
        }
        add(text, start, block.end(), block.kind(), sentences);
    }

    private static void add(String text, int from, int to, Sentence.Kind kind, List<Sentence> sentences) {
        int start = Spaces.after(text, from, to);
        int end = Spaces.before(text, start, to);
        while (end - start > LONGEST) {
            int cut = cut(text, start);
            add(text, start, cut, kind, sentences);
            start = Spaces.after(text, cut, end);
        }
        if (end > start) {
            sentences.add(new Sentence(start, end, kind));
        }
    }

    /** Where to cut an overlong sentence: after the last mark, or space, of its second half, else between characters. */
    private static int cut(String text, int start) {
        int space = -1;
        for (int i = start + LONGEST - 1; i > start + LONGEST / 2; i--) {
            if (!Spaces.isSpace(text.charAt(i))) {
                continue;
            }
            if (",;:".indexOf(text.charAt(i - 1)) >= 0) {
                return i;
            }
            space = Math.max(space, i);
        }
        if (space > 0) {
            return space;
        }
        for (int end = start + LONGEST; end > start + LONGEST / 2; end--) {
            if (separable(text, end)) {
                return end;
            }
        }
        return start + LONGEST - (Character.isLowSurrogate(text.charAt(start + LONGEST)) ? 1 : 0);
    }

    private static boolean separable(String text, int at) {
        int type = Character.getType(text.codePointAt(at));
        return !Character.isLowSurrogate(text.charAt(at))
                && type != Character.NON_SPACING_MARK
                && type != Character.ENCLOSING_MARK
                && text.charAt(at) != '\u200d'
                && text.charAt(at - 1) != '\u200d';
    }
}
