package org.esmap.ai.core.updates;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Calls from here to others: they follow no redirect. */
final class Https {
    private Https() {}

    /**
     * A client.
     *
     * @param patience     longest time until there is a connection
     * @param certificates a file of certificates (PEM) that are trusted beside those that Java trusts
     * @throws IllegalArgumentException where that file cannot be read or holds none
     */
    static HttpClient client(Duration patience, Optional<Path> certificates) {
        HttpClient.Builder client =
                HttpClient.newBuilder().connectTimeout(patience).followRedirects(HttpClient.Redirect.NEVER);
        certificates.map(Https::trusting).ifPresent(client::sslContext);
        return client.build();
    }

    private static SSLContext trusting(Path certificates) {
        try {
            List<Certificate> trusted = new ArrayList<>(read(certificates));
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager java) {
                    trusted.addAll(List.of(java.getAcceptedIssuers()));
                }
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate one : trusted) {
                store.setCertificateEntry(Integer.toString(store.size()), one);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "AI_TRUSTED_CERTIFICATES must name a file of certificates in PEM, found " + certificates, e);
        }
    }

    private static List<Certificate> read(Path certificates) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificates)) {
            return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
        }
    }

    /** Those of {@code store}, of what Java trusts where it is null. */
    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
