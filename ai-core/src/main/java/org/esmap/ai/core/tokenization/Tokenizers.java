package org.esmap.ai.core.tokenization;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.sharing.SharedByDigest;

/** Opens tokenizers, one in native memory for each file however many versions use it. Thread-safe. */
@ApplicationScoped
public class Tokenizers {
    private final SharedByDigest<NativeTokenizer> byDigest = new SharedByDigest<>();

    /**
     * A handle on the tokenizer of a {@code tokenizer.json} whose content has the digest {@code sha256}.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where the file is not one of the BERT family
     */
    public Tokenizer open(Path file, String sha256) {
        return new Tokenizer(byDigest.open(sha256, () -> load(file)));
    }

    private static NativeTokenizer load(Path file) {
        try {
            TokenizerInspection.check(file);
            return NativeTokenizer.of(HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optTruncation(false)
                    .optPadding(false)
                    .build());
        } catch (AiException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, "tokenizer.json cannot be read: " + e.getMessage(), e);
        }
    }

    /** How many tokenizers are in native memory. */
    public int held() {
        return byDigest.held();
    }
}
