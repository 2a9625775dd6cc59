package org.esmap.ai.core.tokenization;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * Tokenizers by the digest of their file. They are few and small, so each stays for the life of the application.
 * Thread-safe.
 */
@ApplicationScoped
public class Tokenizers {
    private final Map<String, Tokenizer> byDigest = new HashMap<>();

    /**
     * The tokenizer of a {@code tokenizer.json} whose content has the digest {@code sha256}.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where the file is not one of the BERT family
     */
    public synchronized Tokenizer open(Path file, String sha256) {
        Tokenizer known = byDigest.get(sha256);
        if (known != null) {
            return known;
        }
        try {
            Tokenizer loaded = new Tokenizer(HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optTruncation(false)
                    .optPadding(false)
                    .build());
            byDigest.put(sha256, loaded);
            return loaded;
        } catch (IOException | RuntimeException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, "tokenizer.json cannot be read: " + e.getMessage(), e);
        }
    }

    @PreDestroy
    synchronized void close() {
        byDigest.values().forEach(Tokenizer::close);
        byDigest.clear();
    }
}
