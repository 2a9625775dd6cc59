package org.esmap.ai.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esmap.ai.server.console.Browser;
import org.esmap.ai.server.system.Caller;
import org.esmap.ai.server.system.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code AI_IDENTITY=oidc} and {@code AI_JWT_…}: the assembled server, set up as docs/operations.md says, with a provider. */
class OidcIT {
    private static final String KEY_STORE_PASSWORD = "a password of the key store";

    @TempDir
    private static Path folder;

    private static OwnCertificate certificate;
    private static Provider provider;
    private static RunningServer running;

    @BeforeAll
    static void start() throws Exception {
        certificate = new OwnCertificate(folder);
        provider = new Provider(certificate);
        Map<String, String> variables = new HashMap<>(provider.variables());
        variables.put("AI_TRUSTED_CERTIFICATES", certificate.pem().toString());
        variables.put("AI_KEYSTORE_PASSWORD", KEY_STORE_PASSWORD);
        variables.put("AI_COOKIES_SECURE", "true");
        running = RunningServer.start("oidc", variables);
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        provider.close();
    }

    @Test
    void signsInAtTheProviderAndComesBackWithTheRoleOfTheGroup() throws Exception {
        provider.signsIn("olga", "operator");

        HttpResponse<String> page = browse("/console/model.xhtml?id=climate-bert");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/console/model.xhtml");
        assertThat(page.body()).contains("olga", "import:file").doesNotContain("nav.keys", "keys.xhtml");
    }

    /** The caches of the container forget local users within five seconds. */
    @Test
    void remembersOnEveryRouteWhoHasSignedIn() throws Exception {
        provider.signsIn("victor", "viewer");
        HttpClient client = client();
        assertThat(open(client, "/console/overview.xhtml").body()).contains("The last hour");

        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(8));

        assertThat(open(client, "/audit").statusCode()).isEqualTo(200);
        assertThat(open(client, "/keys").statusCode()).isEqualTo(403);
    }

    @Test
    void marksCookiesSecureWhereToldSo() throws Exception {
        provider.signsIn("sara", "viewer");
        HttpClient client = client();
        assertThat(open(client, "/console/overview.xhtml").body()).contains("The last hour");

        CookieManager cookies = (CookieManager) client.cookieHandler().orElseThrow();
        assertThat(cookies.getCookieStore().getCookies())
                .filteredOn(cookie ->
                        cookie.getName().equals("ESMAP_AI") || cookie.getName().equals("JSESSIONID"))
                .hasSize(2)
                .allMatch(HttpCookie::getSecure);
    }

    @Test
    void keepsOutWhomTheProviderKnowsAndThePlatformDoesNot() throws Exception {
        provider.signsIn("henri", "heating");

        assertThat(browse("/console/overview.xhtml").body())
                .contains("This user may not use the console.", "/console/provider")
                .doesNotContain("The last hour");
    }

    @Test
    void letsABrowserSignIn() {
        provider.signsIn("ada", "admin");
        try (Browser browser = new Browser(https("").toString())) {
            browser.open("/console/");
            browser.await("The last hour");
            browser.open("/console/keys.xhtml");
            browser.await("Make a key");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /audit,                        viewer,   200",
        "GET,  /audit,                        client,   403",
        "GET,  /audit,                        heating,  403",
        "POST, /models/climate-bert/rollback, viewer,   403",
        "POST, /models/climate-bert/rollback, operator, 409",
        "GET,  /keys,                         admin,    200",
    })
    void takesBearerTokensOfTheProvider(String method, String path, String group, int status) throws Exception {
        HttpResponse<String> response =
                bearing(method, path, provider.token("a program", group, Provider.AUDIENCE, 300));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @Test
    void takesNoTokenThatIsForOthersOrOldOrForged() throws Exception {
        String good = provider.token("a program", "viewer", Provider.AUDIENCE, 300);
        String forged = good.substring(0, good.lastIndexOf('.') + 1)
                + provider.token("a program", "admin", Provider.AUDIENCE, 300).replaceAll("^.*\\.", "");

        for (String token : new String[] {
            forged,
            provider.token("a program", "viewer", "somebody-else", 300),
            provider.token("a program", "viewer", Provider.AUDIENCE, -3600)
        }) {
            assertThat(bearing("GET", "/audit", token).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void keepsTheLocalUsersForPrograms() throws Exception {
        assertThat(new Caller(running).as("viewer").get("/audit").statusCode()).isEqualTo(200);
    }

    /** By form_post, or to log somebody out; what is posted here belongs to no session and is refused by the container. */
    @ParameterizedTest
    @CsvSource({
        "redirect,           100,     true",
        "backchannel_logout, 100,     true",
        "redirect,           1048577, false",
        "backchannel_logout, 2000000, false",
    })
    void letsTheProviderPostWhatIsNoLargerThanAnswersAre(String to, int length, boolean taken) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(https("/oidcclient/" + to + "/provider"))
                .header("Content-Type", "application/x-www-form-urlencoded");
        HttpResponse<String> response = client().send(
                        request.POST(HttpRequest.BodyPublishers.ofString("state=" + "x".repeat(length - 6)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        if (taken) {
            assertThat(response.statusCode()).isNotIn(404, 405, 413);
        } else {
            assertThat(response.statusCode()).isEqualTo(413);
        }
    }

    private static HttpResponse<String> bearing(String method, String path, String token) throws Exception {
        Caller caller = new Caller(running);
        return caller.send(caller.request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "{}" : "")));
    }

    private static HttpResponse<String> browse(String path) throws Exception {
        return open(client(), path);
    }

    private static HttpResponse<String> open(HttpClient client, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(https(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Follows every redirect and keeps cookies, as a browser does. */
    private static HttpClient client() throws Exception {
        Path store = running.server().data().resolve("secrets").resolve("server.p12");
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .cookieHandler(new CookieManager())
                .sslContext(certificate.trusting(store, KEY_STORE_PASSWORD))
                .build();
    }

    private static URI https(String path) {
        return URI.create("https://localhost:" + running.server().httpsPort() + path);
    }
}
