package org.esmap.ai.core.updates;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What the administrator has allowed.
 *
 * @param folders folders below which updates may lie
 * @param hosts   hosts from which they may be fetched
 * @param key     the Ed25519 key whose signature every update must carry; empty to take unsigned ones from folders only
 * @param certificates a file of certificates (PEM) that are trusted beside those that Java trusts
 */
record SourceSettings(List<Path> folders, List<String> hosts, Optional<PublicKey> key, Optional<Path> certificates) {
    SourceSettings {
        folders = folders.stream().map(Path::normalize).toList();
        hosts = List.copyOf(hosts);
        if (!hosts.isEmpty() && key.isEmpty()) {
            throw new IllegalArgumentException(
                    "ai.updates.hosts needs ai.updates.public-key: what comes over the network"
                            + " is taken in only when it is signed");
        }
    }

    /** What {@code AI_TRUSTED_CERTIFICATES} names. */
    static Optional<Path> certificates(Config config) {
        return config.getOptionalValue("ai.trusted.certificates", String.class).map(Path::of);
    }

    /** Reads a key: the base64 of its X.509 form. */
    static PublicKey publicKey(String base64) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("ai.updates.public-key is not an Ed25519 key in base64", e);
        }
    }

    /**
     * Checks a signature.
     *
     * @param signature base64; null where there is none
     * @throws AiException with {@code INVALID_BUNDLE} where one is required and does not fit
     */
    void verify(byte[] content, @Nullable String signature) {
        if (key.isEmpty()) {
            return;
        }
        if (signature == null || !fits(key.get(), content, signature)) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE, "The update carries no signature of the key in ai.updates.public-key");
        }
    }

    private static boolean fits(PublicKey key, byte[] content, String signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(content);
            return check.verify(Base64.getDecoder().decode(signature.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
