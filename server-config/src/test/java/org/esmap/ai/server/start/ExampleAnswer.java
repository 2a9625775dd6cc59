package org.esmap.ai.server.start;

/**
 * What a model said to its own example.
 *
 * @param model     the model
 * @param version   the version that answered
 * @param source    model, cache or fallback
 * @param latency   the server's own time in milliseconds, as text
 * @param inShort   the answer, or why there is none, in one line
 * @param answered  whether there is an answer
 */
record ExampleAnswer(String model, String version, String source, String latency, String inShort, boolean answered) {}
