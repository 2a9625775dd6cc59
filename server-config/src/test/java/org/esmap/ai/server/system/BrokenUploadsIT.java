package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An upload that is no form, or not a whole one, is refused and leaves nothing. */
@ExtendWith(SystemTest.class)
class BrokenUploadsIT {
    private final Caller caller;
    private final int port;
    private final Path staging;

    BrokenUploadsIT(RunningServer running) {
        this.caller = new Caller(running);
        this.port = running.server().httpPort();
        this.staging = running.server().data().resolve("staging");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=none",
            })
    void refusesUploadsThatCannotBeRead(String type) throws Exception {
        String part = "--none\r\nContent-Type: text/plain\r\n\r\nx\r\n--none--\r\n";

        ProblemsIT.problem(caller.as("operator").post("/models/climate-bert/versions", part, type), 400);
    }

    /** Whole as far as its length says, cut within a part: a proxy or a script that stops half-way sends such bodies. */
    @Test
    void refusesAnUploadThatEndsWithinAPart() throws Exception {
        String cut = "--none\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"b.zip\"\r\n\r\nPK";

        ProblemsIT.problem(
                caller.as("operator").post("/models/climate-bert/versions", cut, "multipart/form-data; boundary=none"),
                400);
    }

    /** What it has written of parts of a form. */
    private static List<Path> filesOfJaxRs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("m4j"))
                    .sorted()
                    .toList();
        }
    }

    /** The connection ends within the second file. */
    @Test
    void leavesNothingOfAnUploadThatBreaksOff() throws Exception {
        List<Path> before = filesOfJaxRs();
        String credential = Caller.basic("operator", RunningServer.PASSWORD);
        String part = "--none\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n" + "x".repeat(300_000) + "\r\n";
        String response = ProblemsIT.raw(
                port,
                "POST /models/climate-bert/versions HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                        + credential
                        + "\r\nContent-Type: multipart/form-data; boundary=none\r\nContent-Length: 1000000\r\n\r\n"
                        + part.formatted("model.onnx") + part.formatted("tokenizer.json"));

        assertThat(response).startsWith("HTTP/1.1 400 ").contains("malformed-request");
        assertThat(staging).isEmptyDirectory();
        assertThat(filesOfJaxRs()).isEqualTo(before);
    }
}
