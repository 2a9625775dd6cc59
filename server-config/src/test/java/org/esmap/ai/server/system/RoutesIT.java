package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route that the server describes, tried by every kind of caller. */
@ExtendWith(SystemTest.class)
class RoutesIT {
    private static final List<String> ROLES = List.of("client", "viewer", "operator", "admin");

    private final RunningServer running;
    private final Caller nobody;

    RoutesIT(RunningServer running) {
        this.running = running;
        this.nobody = new Caller(running);
    }

    /**
     * A route.
     *
     * @param method of HTTP
     * @param path   with parameters in braces
     * @param type   of the body that it takes
     */
    private record Route(String method, String path, String type) {
        /** The roles that may call it; none where it is open while the server listens on the loopback address. */
        Set<String> roles() {
            if (path.startsWith("/keys")) {
                return Set.of("admin");
            }
            if (path.startsWith("/audit") || (path.startsWith("/models/{model}/") && method.equals("GET"))) {
                return Set.of("viewer", "operator", "admin");
            }
            if (path.startsWith("/models/{model}/")) {
                return Set.of("operator", "admin");
            }
            assertThat(path)
                    .as("a new route: say here who may call it")
                    .matches("/(models(/\\{id})?|(inference|api/v1/ai|ai/run|hf|v1|v2)(/.*)?)");
            return Set.of();
        }

        /** What is asked for exists nowhere, so that a caller who may change it changes nothing. */
        String concrete() {
            return path.replaceAll("\\{[^}]+}", "nobody");
        }
    }

    @Test
    void answersEveryRouteToThoseWhoMayCallItAndNobodyElse() throws Exception {
        Map<String, Caller> byRole = new LinkedHashMap<>();
        Caller admin = nobody.as("admin");
        for (String role : ROLES) {
            byRole.put(role, nobody.as(role));
            byRole.put(role + " by key", key(admin, role));
        }
        SoftAssertions all = new SoftAssertions();
        for (Route route : routes()) {
            boolean open = route.roles().isEmpty();
            check(all, route, "nobody", nobody, open ? 0 : 401);
            check(all, route, "the holder of a wrong key", nobody.with("X-API-Key", "guessed"), 401);
            byRole.forEach((who, caller) -> {
                boolean may = open || route.roles().contains(who.replace(" by key", ""));
                check(all, route, who, caller, may ? 0 : 403);
            });
        }
        all.assertAll();
    }

    @ParameterizedTest
    @CsvSource({
        "/models/{model}/versions,                    post,   201, bundle",
        "/models/{model}/versions/{version}/validate, post,   202, ''",
        "/models/{model}/versions/{version}/promote,  post,   200, strategy",
        "/models/{model}/rollback,                    post,   200, to",
        "/models/{model}/schedule,                    put,    200, cron",
        "/models/{model}/schedule,                    delete, 204, ''",
        "/keys,                                       post,   201, role",
        "/keys/{name},                                delete, 204, ''",
        "/inference/{id}/feedback,                    post,   204, correct",
    })
    void describesWhatAChangeTakesAndAnswers(String path, String method, String status, String member)
            throws Exception {
        JsonNode api = Caller.json(nobody.get("/openapi?format=json"));

        JsonNode operation = api.path("paths").path(path).path(method);

        assertThat(api.at("/components/schemas").has("MultipartBody")).isFalse();
        assertThat(operation.path("responses").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(status, "default");
        if (!member.isEmpty()) {
            assertThat(operation.findValues("properties")).anyMatch(members -> members.has(member));
        }
        for (JsonNode choice : operation.path("security")) {
            choice.fieldNames()
                    .forEachRemaining(name -> assertThat(api.at("/components/securitySchemes/" + name))
                            .isNotEmpty());
        }
        // where the description is read, on the loopback address, inference and feedback are open
        assertThat(operation.has("security")).isNotEqualTo(path.startsWith("/inference"));
    }

    @Test
    void describesWhatQuestionsAreAnswered() throws Exception {
        JsonNode paths = Caller.json(nobody.get("/openapi?format=json")).path("paths");
        String answered = "/post/responses/200/content/application~1json/schema/properties";

        assertThat(paths.path("/inference").at(answered).has("output")).isTrue();
        assertThat(paths.path("/inference/batch").at(answered + "/results/items/anyOf"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/embeddings, OpenAiError",
        "/v2/models/{model}/infer, OpenInferenceError",
        "/ai/run/{model}, WorkersAiError"
    })
    void describesErrorsInTheFormOfTheProtocol(String path, String error) throws Exception {
        JsonNode api = Caller.json(nobody.get("/openapi?format=json"));

        JsonNode content = api.path("paths").path(path).at("/post/responses/default/content");

        assertThat(content.at("/application~1json/schema/$ref").asText()).isEqualTo("#/components/schemas/" + error);
        assertThat(content.has("application/problem+json")).isTrue();
        assertThat(api.at("/components/schemas/" + error)).isNotEmpty();
    }

    @Test
    void describesItselfWithoutAnErrorInTheLog() throws Exception {
        assertThat(Files.readString(running.server().log())).doesNotContain("CWWKO1650E");
    }

    @Test
    void endsARevokedKeyAtOnce() throws Exception {
        Caller admin = nobody.as("admin");
        Caller holder = key(admin, "viewer-for-a-moment", "viewer");
        assertThat(holder.get("/audit").statusCode()).isEqualTo(200);

        admin.send(admin.request("/keys/viewer-for-a-moment").DELETE());

        assertThat(holder.get("/audit").statusCode()).isEqualTo(401);
    }

    /** @param refusal the status expected; 0 where the caller may pass, whatever comes of the request */
    private static void check(SoftAssertions all, Route route, String who, Caller caller, int refusal) {
        try {
            HttpResponse<String> response = caller.send(caller.request(route.concrete())
                    .header("Content-Type", route.type())
                    .method(route.method(), HttpRequest.BodyPublishers.ofString("{}")));
            var status = all.assertThat(response.statusCode())
                    .as("%s %s as %s: %s", route.method(), route.path(), who, response.body());
            if (refusal == 0) {
                status.isNotIn(401, 403).isLessThan(500);
            } else {
                status.isEqualTo(refusal);
            }
        } catch (java.io.IOException e) {
            all.fail(route + " as " + who, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            all.fail("interrupted", e);
        }
    }

    private List<Route> routes() throws Exception {
        List<Route> routes = new ArrayList<>();
        JsonNode paths = Caller.json(nobody.get("/openapi?format=json")).path("paths");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    JsonNode content = operation.getValue().path("requestBody").path("content");
                    String type = content.isEmpty()
                            ? "application/json"
                            : content.fieldNames().next();
                    if (!operation.getKey().equals("parameters")) {
                        routes.add(new Route(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), type));
                    }
                }));
        assertThat(routes).hasSizeGreaterThan(40);
        return routes;
    }

    private static Caller key(Caller admin, String role) throws Exception {
        return key(admin, "walks-as-" + role, role);
    }

    private static Caller key(Caller admin, String name, String role) throws Exception {
        ObjectNode wanted = Caller.JSON.createObjectNode().put("name", name).put("role", role);
        String secret = Versions.expect(admin.post("/keys", wanted.toString()), 201)
                .path("key")
                .asText();
        return admin.with("X-API-Key", secret);
    }
}
