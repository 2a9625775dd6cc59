package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, on the loopback address, with the registry that the start command makes. */
@ExtendWith(SystemTest.class)
class RolesIT {
    private final Caller caller;

    RolesIT(RunningServer running) {
        this.caller = new Caller(running);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /models,                       nobody,   200",
        "GET,  /audit,                        nobody,   401",
        "GET,  /audit,                        client,   403",
        "GET,  /audit,                        viewer,   200",
        "GET,  /keys,                         viewer,   403",
        "GET,  /keys,                         operator, 403",
        "GET,  /keys,                         admin,    200",
        "POST, /models/climate-bert/rollback, nobody,   401",
        "POST, /models/climate-bert/rollback, viewer,   403",
        "POST, /models/climate-bert/rollback, client,   403",
        "GET,  /models/climate-bert/history,  nobody,   401",
        "GET,  /models/climate-bert/history,  viewer,   200",
    })
    void answersOnlyWhoMayAsk(String method, String path, String user, int status) throws Exception {
        HttpRequest.Builder request = caller.request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "{}" : ""));
        if (!user.equals("nobody")) {
            request.header("Authorization", Caller.basic(user, RunningServer.PASSWORD));
        }

        HttpResponse<String> response = caller.send(request);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"admin, ''", "admin, ${AI_ADMIN_PASSWORD}", "admin, admin", "root, a password of the test"})
    void knowsNoOtherPasswordAndNoOtherUser(String user, String password) throws Exception {
        HttpResponse<String> response =
                caller.send(caller.request("/audit").header("Authorization", Caller.basic(user, password)));

        assertThat(response.statusCode()).isEqualTo(401);
    }
}
