package org.esmap.ai.core.tokenization;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;

/**
 * A tokenizer in native memory.
 *
 * @param classifier the token that it puts before a text
 * @param separator  the token that it puts after it
 */
record NativeTokenizer(HuggingFaceTokenizer tokenizer, long classifier, long separator) implements AutoCloseable {
    /** An Egyptian hieroglyph: a tokenizer without a token for what it does not know gives up on it. */
    private static final String KNOWN_TO_NONE = "\uD80C\uDC00";

    /** Takes a tokenizer of the BERT family that has a token for whatever a text holds; closes any other. */
    static NativeTokenizer of(HuggingFaceTokenizer tokenizer) {
        try {
            long[] empty = tokenizer.encode("", true, false).getIds();
            if (empty.length != 2) {
                throw new IllegalArgumentException(
                        "Expected a tokenizer that adds two special tokens, found " + empty.length);
            }
            tokenizer.encode(KNOWN_TO_NONE, true, false);
            return new NativeTokenizer(tokenizer, empty[0], empty[1]);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
