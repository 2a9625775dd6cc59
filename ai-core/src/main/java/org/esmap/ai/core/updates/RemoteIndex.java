package org.esmap.ai.core.updates;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;

/**
 * An index of versions over HTTPS: {@code {"versions":[{"model","version","url","sha256","signature"}]}}, where
 * {@code url} may be relative to the index and {@code signature} is that of the text {@code sha256}. Only allowed hosts at
 * public addresses are asked, and no redirect is followed. Thread-safe.
 */
final class RemoteIndex {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(30);
    private static final int MOST_INDEX_BYTES = 1 << 20;

    private final SourceSettings settings;
    private final HttpClient client;

    RemoteIndex(SourceSettings settings) {
        this.settings = settings;
        this.client = Https.client(PATIENCE, settings.certificates());
    }

    /** A line of the index, its signature verified. */
    record Entry(Version version, URI url, String sha256) {}

    void check(URI address) {
        String host = address.getHost();
        if (!"https".equals(address.getScheme())
                || host == null
                || !settings.hosts().contains(host)) {
            throw AiException.invalid(
                    "/source",
                    "not an allowed address: '" + address + "'",
                    "https:// on one of ai.updates.hosts: " + settings.hosts());
        }
    }

    /** Refuses hosts that lead into the installation's own network. */
    private static void checkPublic(URI address) {
        try {
            for (InetAddress place : InetAddress.getAllByName(address.getHost())) {
                if (!PublicAddresses.hold(place)) {
                    throw new AiException(ErrorCode.INVALID_INPUT, address.getHost() + " leads to a private address");
                }
            }
        } catch (UnknownHostException e) {
            throw new AiException(ErrorCode.NOT_FOUND, "The host " + address.getHost() + " is unknown", e);
        }
    }

    Optional<Entry> newest(Model model, Version live, URI index) {
        try (InputStream body = get(index, PATIENCE)) {
            byte[] bytes = body.readNBytes(MOST_INDEX_BYTES + 1);
            if (bytes.length > MOST_INDEX_BYTES) {
                throw new AiException(ErrorCode.INVALID_BUNDLE, "The index is larger than 1 MiB");
            }
            List<Entry> newer = new ArrayList<>();
            for (JsonNode line : StrictJson.read(bytes).path("versions")) {
                String version = line.path("version").asText();
                if (line.path("model").asText().equals(model.id().value())
                        && Version.isVersion(version)
                        && new Version(version).compareTo(live) > 0) {
                    newer.add(entry(index, new Version(version), line));
                }
            }
            return newer.stream().max(Comparator.comparing(Entry::version));
        } catch (IOException e) {
            throw new AiException(ErrorCode.NOT_FOUND, "The index cannot be read: " + e.getMessage(), e);
        }
    }

    private Entry entry(URI index, Version version, JsonNode line) {
        String sha256 = line.path("sha256").asText();
        settings.verify(
                sha256.getBytes(StandardCharsets.US_ASCII),
                line.path("signature").textValue());
        URI url = index.resolve(line.path("url").asText());
        check(url);
        return new Entry(version, url, sha256);
    }

    Path download(Entry entry, Path to, ImportLimits limits) throws IOException {
        try (InputStream body = get(entry.url(), LONGEST_DOWNLOAD)) {
            Imports.keep(body, to.getParent(), to.getFileName().toString(), limits);
        }
        if (!Digests.sha256(to).equals(entry.sha256())) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    "What was fetched from " + entry.url() + " differs from the index's digest");
        }
        return to;
    }

    /** The time-out of a request ends with the headers of its answer: {@code limit} is for the body. */
    private InputStream get(URI address, Duration limit) throws IOException {
        check(address);
        checkPublic(address);
        try {
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new AiException(ErrorCode.NOT_FOUND, address + " answered " + response.statusCode());
            }
            return new TimedBody(response.body(), limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
