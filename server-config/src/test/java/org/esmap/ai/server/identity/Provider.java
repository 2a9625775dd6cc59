package org.esmap.ai.server.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OpenID Connect provider (OpenID Connect Core 1.0, code flow) at which one person has signed in already. Over TLS; the
 * tokens are RS256, and bearer tokens for MicroProfile JWT come from it too.
 */
final class Provider implements AutoCloseable {
    static final String CLIENT = "esmap-ai";
    static final String AUDIENCE = "esmap-ai-programs";
    private static final String SECRET = "a secret of the client";
    private static final String KEY = "the-only-key";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpsServer server;
    private final KeyPair keys;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private final AtomicLong codes = new AtomicLong();
    private volatile String person = "";
    private volatile String group = "";

    Provider(OwnCertificate certificate) throws IOException, GeneralSecurityException {
        this.keys = certificate.pair();
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serving()));
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, description()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::exchange);
        server.createContext("/jwks", exchange -> answer(exchange, keys()));
        server.start();
    }

    /** What docs/operations.md has an administrator set. */
    Map<String, String> variables() {
        return Map.of(
                "AI_IDENTITY",
                "oidc",
                "AI_OIDC_DISCOVERY",
                issuer() + "/.well-known/openid-configuration",
                "AI_OIDC_CLIENT_ID",
                CLIENT,
                "AI_OIDC_CLIENT_SECRET",
                SECRET,
                "AI_JWT_ISSUER",
                issuer(),
                "AI_JWT_JWKS",
                issuer() + "/jwks",
                "AI_JWT_AUDIENCE",
                AUDIENCE);
    }

    private String issuer() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /** From now on this person is signed in here, in one group. */
    void signsIn(String name, String itsGroup) {
        person = name;
        group = itsGroup;
    }

    /** A token of somebody for an audience, that ends {@code seconds} from now. */
    String token(String name, String itsGroup, String audience, long seconds) {
        return signed(claims(name, itsGroup, audience, seconds));
    }

    private ObjectNode claims(String name, String itsGroup, String audience, long seconds) {
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", issuer())
                .put("sub", name)
                .put("aud", audience)
                .put("iat", now)
                .put("exp", now + seconds);
        claims.putArray("groups").add(itsGroup);
        return claims;
    }

    private String signed(ObjectNode claims) {
        ObjectNode header =
                JSON.createObjectNode().put("alg", "RS256").put("typ", "JWT").put("kid", KEY);
        String content = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A token cannot be signed", e);
        }
    }

    private static String encoded(ObjectNode node) {
        return BASE64.encodeToString(node.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode description() {
        ObjectNode description = JSON.createObjectNode()
                .put("issuer", issuer())
                .put("authorization_endpoint", issuer() + "/authorize")
                .put("token_endpoint", issuer() + "/token")
                .put("jwks_uri", issuer() + "/jwks");
        description.putArray("response_types_supported").add("code");
        description.putArray("subject_types_supported").add("public");
        description.putArray("id_token_signing_alg_values_supported").add("RS256");
        description.putArray("scopes_supported").add("openid").add("profile");
        description.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
        return description;
    }

    private ObjectNode keys() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        ObjectNode set = JSON.createObjectNode();
        set.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", KEY)
                .put("n", unsigned(key.getModulus()))
                .put("e", unsigned(key.getPublicExponent()));
        return set;
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** Sends the browser back with a code, as if the person had agreed. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        String code = "code-" + codes.incrementAndGet();
        nonces.put(code, asked.getOrDefault("nonce", ""));
        String back = asked.get("redirect_uri") + "?code=" + code + "&state="
                + URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Location", back);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String nonce = nonces.remove(asked.getOrDefault("code", ""));
        if (nonce == null || !SECRET.equals(asked.get("client_secret"))) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        ObjectNode claims = claims(person, group, CLIENT, 300);
        if (!nonce.isEmpty()) {
            claims.put("nonce", nonce);
        }
        answer(
                exchange,
                JSON.createObjectNode()
                        .put("access_token", signed(claims))
                        .put("id_token", signed(claims))
                        .put("token_type", "Bearer")
                        .put("expires_in", 300));
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&")) {
            String[] both = field.split("=", 2);
            fields.put(both[0], both.length < 2 ? "" : URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, ObjectNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
