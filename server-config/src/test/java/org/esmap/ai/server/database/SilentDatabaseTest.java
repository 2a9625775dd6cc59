package org.esmap.ai.server.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NamedNodeMap;

/** A frozen database server: its machine accepts connections, and nobody greets. */
class SilentDatabaseTest {
    @Test
    void isNotWaitedForForEver() throws Exception {
        Properties properties = new Properties();
        NamedNodeMap given = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("src/main/liberty/config/includes/data.xml").toFile())
                .getElementsByTagName("properties")
                .item(0)
                .getAttributes();
        for (int i = 0; i < given.getLength(); i++) {
            properties.setProperty(given.item(i).getNodeName(), given.item(i).getNodeValue());
        }

        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://localhost:" + silent.getLocalPort() + "/esmap";
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> assertThatThrownBy(() -> new org.postgresql.Driver().connect(url, properties))
                            .isInstanceOf(SQLException.class));
        }
    }
}
