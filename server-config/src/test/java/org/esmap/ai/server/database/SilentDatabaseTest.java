package org.esmap.ai.server.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A frozen database server: its machine accepts connections, and nobody greets. */
class SilentDatabaseTest {
    @Test
    void isNotWaitedForForEver() throws Exception {
        URL defaults = Path.of("src/main/liberty/config/drivers").toUri().toURL();
        URL postgres = org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();

        try (URLClassLoader asInTheServer =
                        new URLClassLoader(new URL[] {postgres, defaults}, ClassLoader.getPlatformClassLoader());
                ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Driver driver = (Driver) asInTheServer
                    .loadClass(org.postgresql.Driver.class.getName())
                    .getConstructor()
                    .newInstance();
            String url = "jdbc:postgresql://localhost:" + silent.getLocalPort() + "/esmap";
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> assertThatThrownBy(() -> driver.connect(url, new Properties()))
                            .isInstanceOf(SQLException.class));
        }
    }
}
