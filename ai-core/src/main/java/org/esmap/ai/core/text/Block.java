package org.esmap.ai.core.text;

/** Lines that belong together, marks of lists left out. */
record Block(int start, int end, Sentence.Kind kind) {}
