package org.esmap.ai.server.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key for {@code localhost} with a certificate that no machine trusts by itself, as houses have them for their own
 * directories. Made by the JDK's keytool in a folder of the test.
 */
final class OwnCertificate {
    private static final char[] PASSWORD = "not a secret".toCharArray();
    private static final String ALIAS = "own";

    private final KeyStore keys;
    private final Path pem;

    OwnCertificate(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("own.p12");
        make(file);
        this.keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        this.pem = Files.writeString(
                folder.resolve("own.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
    }

    private static void make(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=DNS:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .inheritIO()
                .start();
        if (!keytool.waitFor(2, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool made no key");
        }
    }

    private Certificate certificate() throws GeneralSecurityException {
        return keys.getCertificate(ALIAS);
    }

    KeyPair pair() throws GeneralSecurityException {
        return new KeyPair(certificate().getPublicKey(), (PrivateKey) keys.getKey(ALIAS, PASSWORD));
    }

    /** The certificate as a file in PEM, which is how an administrator hands it to the server. */
    Path pem() {
        return pem;
    }

    /** TLS with this certificate on the side that serves. */
    SSLContext serving() throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    /** TLS for a client that trusts this certificate and those of another store. */
    SSLContext trusting(Path store, String password) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            trusted.load(in, password.toCharArray());
        }
        trusted.setCertificateEntry("trusted-" + ALIAS, certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
