package org.esmap.ai.server.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A form with files (RFC 7578). Used by one thread. */
final class Upload {
    private static final String BOUNDARY = "between-the-parts";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Upload field(String name, String value) {
        return part("name=\"" + name + "\"", "text/plain", value.getBytes(StandardCharsets.UTF_8));
    }

    Upload file(String name, byte[] content) {
        return part("name=\"" + name + "\"; filename=\"" + name + "\"", "application/octet-stream", content);
    }

    private Upload part(String disposition, String type, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: "
                        + type + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    HttpResponse<String> send(Caller caller, String model) throws IOException, InterruptedException {
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return caller.send(caller.request("/models/" + model + "/versions")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }
}
