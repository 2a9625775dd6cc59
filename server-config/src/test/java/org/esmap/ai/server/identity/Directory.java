package org.esmap.ai.server.identity;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFException;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.esmap.ai.server.system.RunningServer;

/**
 * The directory of a house: people with the password of every test user, the four groups of the platform and one that it
 * does not know. Over TLS alone, and searched by nobody but who has bound.
 */
final class Directory implements AutoCloseable {
    private static final String BASE = "dc=example,dc=org";
    private static final String READER = "cn=esmap," + BASE;

    private final InMemoryDirectoryServer server;

    Directory(OwnCertificate certificate) throws LDAPException, LDIFException, GeneralSecurityException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.addAdditionalBindCredentials(READER, RunningServer.PASSWORD);
        config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPSConfig(
                "over TLS", null, 0, certificate.serving().getServerSocketFactory(), null));
        this.server = new InMemoryDirectoryServer(config);
        server.add("dn: " + BASE, "objectClass: domain", "dc: example");
        for (String unit : new String[] {"people", "groups"}) {
            server.add("dn: ou=" + unit + "," + BASE, "objectClass: organizationalUnit", "ou: " + unit);
        }
        person("ada", "admin");
        person("olga", "operator");
        person("victor", "viewer");
        person("carla", "client");
        person("henri", "heating");
        server.startListening();
    }

    private void person(String name, String group) throws LDAPException, LDIFException {
        String dn = "uid=" + name + ",ou=people," + BASE;
        server.add(
                "dn: " + dn,
                "objectClass: inetOrgPerson",
                "uid: " + name,
                "cn: " + name,
                "sn: " + name,
                "userPassword: " + RunningServer.PASSWORD);
        server.add(
                "dn: cn=" + group + ",ou=groups," + BASE, "objectClass: groupOfNames", "cn: " + group, "member: " + dn);
    }

    /** What docs/operations.md has an administrator set. */
    Map<String, String> variables() {
        return Map.of(
                "AI_IDENTITY",
                "ldap",
                "AI_LDAP_HOST",
                "localhost",
                "AI_LDAP_PORT",
                Integer.toString(server.getListenPort()),
                "AI_LDAP_BASE",
                BASE,
                "AI_LDAP_BIND_DN",
                READER,
                "AI_LDAP_BIND_PASSWORD",
                RunningServer.PASSWORD);
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
