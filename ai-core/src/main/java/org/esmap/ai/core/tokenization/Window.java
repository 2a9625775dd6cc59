package org.esmap.ai.core.tokenization;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of tokens of a long text, from {@code from} inclusive to {@code to} exclusive.
 *
 * @param from first token
 * @param to   one past the last token
 */
public record Window(int from, int to) {
    public Window {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("A window runs forward, found " + from + " to " + to);
        }
    }

    public int size() {
        return to - from;
    }

    /**
     * Covers {@code tokens} tokens with windows of at most {@code size} that overlap by at least {@code overlap}. The
     * last one is moved back to full size rather than left short, so every token has as much context as there is.
     */
    public static List<Window> cover(int tokens, int size, int overlap) {
        if (size < 1 || overlap < 0 || overlap >= size) {
            throw new IllegalArgumentException("Overlap must be below the size, found " + overlap + " of " + size);
        }
        if (tokens <= size) {
            return List.of(new Window(0, tokens));
        }
        List<Window> windows = new ArrayList<>();
        for (int from = 0; ; from += size - overlap) {
            if (from + size >= tokens) {
                windows.add(new Window(tokens - size, tokens));
                return windows;
            }
            windows.add(new Window(from, from + size));
        }
    }
}
