package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls to a server at 127.0.0.1 whose certificate no machine trusts by itself. */
class HttpsTest {
    private static final String PASSWORD = "not a secret";

    @TempDir
    private Path folder;

    private HttpsServer server;

    @BeforeEach
    void bind() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Starts the server with a new key and gives its certificate as a file in PEM. */
    private Path serveAs(String name) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path certificate = folder.resolve("certificate.pem");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "SAN=" + name, "-keystore", keys);
        keytool("-exportcert", "-rfc", "-file", certificate, "-keystore", keys);
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            own.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return certificate;
    }

    private static void keytool(Object... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        command.addAll(List.of("-alias", "own", "-storetype", "PKCS12", "-storepass", PASSWORD));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private int call(Optional<Path> certificates) throws Exception {
        URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
        return Https.client(Duration.ofSeconds(10), certificates)
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void trustsTheCertificatesThatAreNamedAndNoOthers() throws Exception {
        Path certificate = serveAs("IP:127.0.0.1");

        assertThat(call(Optional.of(certificate))).isEqualTo(200);
        assertThatThrownBy(() -> call(Optional.empty())).isInstanceOf(SSLException.class);
    }

    @Test
    void trustsACertificateForTheNamesInItAlone() throws Exception {
        Path certificate = serveAs("DNS:other.example.org");

        assertThatThrownBy(() -> call(Optional.of(certificate))).isInstanceOf(SSLException.class);
    }

    @Test
    void refusesAFileWithoutCertificates() throws Exception {
        Path empty = Files.writeString(folder.resolve("some.pem"), "-----BEGIN CERTIFICATE-----\nno\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Https.client(Duration.ofSeconds(10), Optional.of(empty)))
                .withMessageContaining("AI_TRUSTED_CERTIFICATES must name a file of certificates in PEM");
    }
}
