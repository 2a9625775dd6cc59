package org.esmap.ai.core.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lines to blocks: wrapped lines are joined, headings, items of lists, rows of tables and page furniture stand alone. */
final class Blocks {
    private static final int REPEATED = 3;
    private static final double SHORT_LINE = 0.7;

    private final String text;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Integer> repeated = new HashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private boolean inReferences;
    private int paragraphEnd;
    private boolean apart;

    private Blocks(String text) {
        this.text = text;
    }

    static List<Block> of(String text) {
        Blocks blocks = new Blocks(text);
        blocks.readLines();
        blocks.group();
        return blocks.blocks;
    }

    private void readLines() {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isLineBreak(text.charAt(i))) {
                Line line = Line.of(text, start, i);
                lines.add(line);
                if (!line.blank()) {
                    repeated.merge(line.shape(), 1, Integer::sum);
                }
                i += isPair(i) ? 1 : 0;
                start = i + 1;
            }
        }
        Set<String> marks = lines.stream().map(Line::mark).collect(Collectors.toSet());
        lines.replaceAll(line -> line.withoutInitial(marks));
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r' || c == '\f' || c == '\u2028' || c == '\u2029' || c == '\u0085' || c == '\u000b';
    }

    private void group() {
        boolean alone = lines.stream().filter(line -> !line.blank()).limit(2).count() == 1;
        int first = 0;
        while (first < lines.size()) {
            if (lines.get(first).blank()) {
                first++;
                continue;
            }
            int last = first;
            int widest = lines.get(first).length();
            Sentence.Kind kind = kind(lines.get(first));
            readParagraph(first);
            boolean labelled = Notes.labelled(lines.get(first).content());
            while (!apart
                    && joins(kind, widest, last)
                    && !(labelled && lines.get(last + 1).opens())) {
                last++;
                widest = Math.max(widest, lines.get(last).length());
            }
            add(first, last, kind, alone);
            first = last + 1;
        }
    }

    /** Looks ahead once a paragraph whether its lines stand apart, as those of addresses and heads of letters do. */
    private void readParagraph(int first) {
        if (first < paragraphEnd) {
            return;
        }
        paragraphEnd = first;
        apart = true;
        while (paragraphEnd < lines.size() && isProse(lines.get(paragraphEnd))) {
            Line line = lines.get(paragraphEnd++);
            apart &= !line.ended() && line.opens();
        }
        apart &= paragraphEnd > first;
    }

    private boolean isProse(Line line) {
        return !line.blank() && kind(line) == Sentence.Kind.PROSE;
    }

    private Sentence.Kind kind(Line line) {
        if (line.furniture() || line.length() < 80 && repeated.get(line.shape()) >= REPEATED && !line.ended()) {
            return Sentence.Kind.FURNITURE;
        }
        if (line.row()) {
            return Sentence.Kind.TABLE;
        }
        if (Notes.refers(line.content()) || Notes.labelled(line.content())) {
            return Sentence.Kind.NOTE;
        }
        return line.item() ? Sentence.Kind.ITEM : Sentence.Kind.PROSE;
    }

    /** Whether the line after {@code last} goes on with the same block. */
    private boolean joins(Sentence.Kind kind, int widest, int last) {
        if (last + 1 >= lines.size() || kind == Sentence.Kind.TABLE || kind == Sentence.Kind.FURNITURE) {
            return false;
        }
        Line line = lines.get(last);
        Line next = lines.get(last + 1);
        return joinsText(kind, widest, line, next);
    }

    private boolean isPair(int at) {
        return at + 1 < text.length() && text.charAt(at) == '\r' && text.charAt(at + 1) == '\n';
    }

    private boolean joinsText(Sentence.Kind kind, int widest, Line line, Line next) {
        if (next.blank() || kind(next) != Sentence.Kind.PROSE || (line.ended() || line.endsInLink()) && next.opens()) {
            return false;
        }
        if (line.capitals() && !next.capitals() && next.opens() || line.numbered() && next.numbered()) {
            return false;
        }
        boolean shortLine = line.length() < SHORT_LINE * Math.max(widest, next.length());
        return !(shortLine && next.opens());
    }

    /** Whether a paragraph follows, and no list goes before. */
    private boolean headsProse(int line) {
        boolean inList = !blocks.isEmpty() && blocks.get(blocks.size() - 1).kind() == Sentence.Kind.ITEM;
        int next = line + 1;
        while (next < lines.size() && lines.get(next).blank()) {
            next++;
        }
        return !inList
                && next < lines.size()
                && isProse(lines.get(next))
                && lines.get(next).opens();
    }

    private void add(int first, int last, Sentence.Kind kind, boolean alone) {
        Line line = lines.get(first);
        int start = line.contentStart();
        int end = lines.get(last).end();
        if (start >= end) {
            return;
        }
        boolean title = first == last
                && !alone
                && (kind == Sentence.Kind.PROSE && line.title()
                        || kind == Sentence.Kind.ITEM && line.numberedTitle() && headsProse(last));
        boolean inText = kind == Sentence.Kind.PROSE || kind == Sentence.Kind.ITEM;
        if (first == last && inText && !alone) {
            inReferences =
                    Notes.headsList(line.words()) || inReferences && !(line.title() && Notes.endsList(line.content()));
        }
        Sentence.Kind told = inText && inReferences ? Sentence.Kind.NOTE : kind;
        blocks.add(new Block(start, end, title ? Sentence.Kind.HEADING : told));
    }
}
