package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has no rights takes no memory, gets in nowhere, writes no log and comes by no other site's page. */
@ExtendWith(SystemTest.class)
class StrangersIT {
    /** Where threads are held, it is for a minute and longer. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Caller caller;
    private final int port;
    private final Path log;

    StrangersIT(RunningServer running) {
        this.caller = new Caller(running);
        this.port = running.server().httpPort();
        this.log = running.server().log();
    }

    /** Whoever asks for a parameter of such a form takes memory for all of it, four times as much as there is here. */
    @ParameterizedTest
    @CsvSource({
        "/console/login.xhtml, Content-Length: 2000000000, 413",
        "/console/login.xhtml, Transfer-Encoding: chunked, 413",
        "/j_security_check,    Content-Length: 2000000000, 404",
        "/ibm_security_logout, Content-Length: 2000000000, 404",
        "/inference,           Content-Length: 2000000000, 413",
        "/metrics,             Content-Length: 9000000000, 413",
        "/metrics,             Content-Length: 2000000000, 405",
        "/metrics,             Transfer-Encoding: chunked, 405",
        "/health/x,            Content-Length: 2000000000, 405",
        "/openapi,             Content-Length: 2000000000, 405",
        "/jwt,                 Content-Length: 2000000000, 405",
        "/openapi/j_security_check, Content-Length: 2000000000, 404",
    })
    void takesNoMemoryForFormsThatHaveNotCome(String path, String length, String status) throws Exception {
        List<Socket> callers = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket("localhost", port);
                callers.add(socket);
                String head = "POST " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n" + length
                        + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                byte[] begin = socket.getInputStream().readNBytes(13);
                assertThat(new String(begin, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 " + status + " ");
            }
            assertThat(caller.get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : callers) {
                socket.close();
            }
        }
    }

    /** More than the server has threads. */
    @ParameterizedTest
    @CsvSource({"/inference, application/json", "/console/login.xhtml, application/x-www-form-urlencoded"})
    void answersOthersWhileBodiesDoNotCome(String path, String type) throws Exception {
        List<Socket> callers = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                callers.add(begin(path, type, 1000, "{"));
            }
            HttpRequest.Builder live = caller.request("/health/live").timeout(SOON);
            assertThat(caller.send(live).statusCode()).isEqualTo(200);
            String question = "{\"model\":\"climate-bert\",\"input\":\"While others wait, " + path + " answers.\"}";
            assertThat(caller.post("/inference", question).statusCode()).isEqualTo(200);
            assertThat(caller.post("/console/login.xhtml", "a=b", "application/x-www-form-urlencoded")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(caller.post("/keys", "{}").statusCode()).isEqualTo(401);

            Socket late = begin("/inference", "application/json", question.length(), question.substring(0, 20));
            callers.add(late);
            assertThat(caller.get("/health/live").statusCode()).isEqualTo(200);
            late.getOutputStream().write(question.substring(20).getBytes(StandardCharsets.US_ASCII));
            assertThat(status(late)).as("of a body that comes later").isEqualTo("200");
            assertThat(status(callers.get(250))).as("of one that does not").isEqualTo("400");
        } finally {
            for (Socket socket : callers) {
                socket.close();
            }
        }
    }

    /** A request that announces a body and brings its beginning. */
    private Socket begin(String path, String type, int length, String begin) throws IOException {
        Socket socket = new Socket("localhost", port);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
                + length + "\r\n\r\n";
        socket.getOutputStream().write((head + begin).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes(12);
        return new String(line, StandardCharsets.US_ASCII).substring(9);
    }

    @Test
    void refusesFormsThatCannotBeRead() throws Exception {
        String page = "/console/login.xhtml";
        String form = "application/x-www-form-urlencoded";
        String many = "a&".repeat(10_001);

        ProblemsIT.problem(caller.post(page, "a=%zz", form), 400);
        ProblemsIT.problem(caller.post(page, many, form), 400);
        ProblemsIT.problem(caller.get(page + "?" + many), 400);
        ProblemsIT.problem(caller.post(page, "--b--", "multipart/form-data; boundary=b"), 415);
    }

    /** There the container would log in whoever guesses a password, as often as they like. */
    @ParameterizedTest
    @ValueSource(strings = {"/j_security_check", "/inference/j_security_check", "/%6A_security_check;a=b"})
    void logsNobodyInPastTheBrake(String path) throws Exception {
        HttpResponse<String> response = caller.post(
                path,
                "j_username=operator&j_password=" + RunningServer.PASSWORD.replace(' ', '+'),
                "application/x-www-form-urlencoded");

        ProblemsIT.problem(response, 404);
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
    }

    /** The container's own applications know no brake. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/j_security_check",
                "/health/ready/%6A_security_check;a=b",
                "/metrics/j_security_check",
                "/openapi/j_security_check",
                "/openapi/ui/ibm_security_logout",
                "/jwt/ibm_security_logout",
                "/ibm/api/j_security_check",
            })
    void logsNobodyInOrOutBelowTheContainersOwnAddresses(String path) throws Exception {
        String user = "j_username=operator&j_password=" + RunningServer.PASSWORD.replace(' ', '+');

        for (HttpResponse<String> response :
                List.of(caller.post(path, user, "application/x-www-form-urlencoded"), caller.get(path + "?" + user))) {
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/metrics", "/openapi", "/openapi/ui/"})
    void onlyReadsAtTheContainersOwnAddresses(String path) throws Exception {
        for (String method : List.of("POST", "PUT", "OPTIONS", "post")) {
            HttpResponse<String> refused =
                    caller.send(caller.request(path).method(method, HttpRequest.BodyPublishers.noBody()));

            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD");
        }
        assertThat(caller.get(path).statusCode()).isEqualTo(200);
    }

    /** By DNS rebinding a page of any site can send such a request through a browser of this machine. */
    @ParameterizedTest
    @ValueSource(strings = {"/models", "/console/login.xhtml", "/v2", "/nowhere"})
    void refusesRequestsToAnotherHostThanThisMachine(String path) throws Exception {
        String response = ProblemsIT.raw(
                port,
                "GET " + path + " HTTP/1.1\r\nHost: evil.example:" + port
                        + "\r\nAuthorization: Bearer of.a.token\r\nConnection: close\r\n\r\n");

        assertThat(response)
                .startsWith("HTTP/1.1 403 ")
                .contains("application/problem+json", "'evil.example'", "send it to localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /models HTTP/1.1\r\nHost: localhost",
                "GET /models HTTP/1.1\r\nHost: LocalHost:1234",
                "GET /models HTTP/1.1\r\nHost: 127.0.0.1:9080",
                "GET /models HTTP/1.1\r\nHost: [::1]:9080",
                "GET http://localhost/models HTTP/1.1\r\nHost: localhost",
                "GET /models HTTP/1.0"
            })
    void answersRequestsToThisMachineByAnyOfItsNames(String head) throws Exception {
        assertThat(ProblemsIT.raw(port, head + "\r\nConnection: close\r\n\r\n"))
                .contains(" 200 ")
                .contains("climate-bert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/models", "/metrics", "/openapi"})
    void writesNoLineOfACallersMakingIntoTheLog(String path) throws Exception {
        String line = "\n[01/01/01, 12] 0000002a org.esmap.ai W all is lost";
        String claims =
                Caller.JSON.createObjectNode().put("iss", line).put("exp", 1).toString();
        String token = Stream.of("{\"alg\":\"RS256\"}", claims, "signature")
                .map(part ->
                        Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));

        caller.with("Authorization", Caller.basic("x" + line, "y")).get(path);
        caller.with("Authorization", "Bearer " + token).get(path);
        caller.post(
                "/j_security_check", "j_username=x%0a%5B01/01/01&j_password=y", "application/x-www-form-urlencoded");

        try (Stream<Path> logs = Files.walk(log.getParent())) {
            for (Path file :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                assertThat(file).content(StandardCharsets.UTF_8).doesNotContain("\n[01/01/01");
            }
        }
    }
}
