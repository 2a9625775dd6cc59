package org.esmap.ai.core.updates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.versions.ModelVersion;

/** The report of a validation while it is written: checks in the order they were made, and figures. Not thread-safe. */
final class Report {
    private final ObjectNode json = StrictJson.MAPPER.createObjectNode();
    private final ArrayNode checks;
    private final long start = System.nanoTime();
    private boolean passed = true;
    private String failure = "";

    Report(ModelVersion version) {
        json.put("model", version.model().value())
                .put("version", version.version().value())
                .put("digest", version.digest())
                .put("startedAt", Instant.now().toString());
        this.checks = json.putArray("checks");
    }

    void check(String name, boolean good, String detail) {
        checks.addObject()
                .put("name", name)
                .put("passed", good)
                .put("detail", detail.length() > 4000 ? detail.substring(0, 4000) + "…" : detail);
        if (!good) {
            passed = false;
            failure = name + ": " + (detail.length() > 500 ? detail.substring(0, 500) + "…" : detail);
        }
    }

    void quality(Comparison comparison, double margin) {
        json.putObject("quality")
                .put("cases", comparison.cases())
                .put("candidate", comparison.candidate())
                .put("live", comparison.live())
                .put("difference", comparison.difference())
                .put("low", comparison.low())
                .put("high", comparison.high())
                .put("margin", margin);
    }

    void latency(double p50Ms, double p95Ms, double budgetMs) {
        json.putObject("latency").put("p50Ms", p50Ms).put("p95Ms", p95Ms).put("budgetMs", budgetMs);
    }

    boolean passed() {
        return passed;
    }

    /** What came of it in a sentence: how many checks passed, or the last that failed. */
    String summary() {
        return passed ? "all " + checks.size() + " checks passed" : failure;
    }

    String text() {
        json.put("passed", passed).put("seconds", (System.nanoTime() - start) / 1e9);
        return json.toString();
    }
}
