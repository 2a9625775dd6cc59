package org.esmap.ai.web.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.updates.Schedule;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.History;
import org.esmap.ai.core.versions.ModelVersion;
import org.jspecify.annotations.Nullable;

/** How versions, deployments, history and schedules look as JSON. */
final class LifecycleJson {
    private LifecycleJson() {}

    static ObjectNode versions(String model, @Nullable Deployment deployment, List<ModelVersion> versions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("model", model);
        if (deployment != null) {
            json.set("deployment", deployment(deployment));
        }
        ArrayNode list = json.putArray("versions");
        versions.forEach(version -> list.add(version(version)));
        return json;
    }

    static ObjectNode deployment(Deployment row) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", row.model().value())
                .put("live", row.live().value())
                .put("previous", row.previous().map(Version::value).orElse(null))
                .put("candidate", row.candidate().map(Version::value).orElse(null))
                .put("strategy", word(row.trial()))
                .put("percent", row.percent())
                .put("bakeUntil", text(row.bakeUntil()))
                .put("since", row.since().toString())
                .put("epoch", row.epoch());
    }

    static ObjectNode version(ModelVersion version) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", version.model().value())
                .put("version", version.version().value())
                .put("state", version.state().name())
                .put("digest", version.digest())
                .put("origin", version.origin().name())
                .put("created", version.created().toString())
                .put("createdBy", version.createdBy())
                .put("progress", version.progress());
    }

    /** A version with its report and its manifest. */
    static ObjectNode version(ModelVersion version, JsonNode manifest) {
        ObjectNode json = version(version);
        json.set("report", report(version));
        json.set("manifest", manifest);
        return json;
    }

    private static JsonNode report(ModelVersion version) {
        String report = version.report();
        try {
            return report == null ? JsonNodeFactory.instance.nullNode() : StrictJson.MAPPER.readTree(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report that was kept can be read", e);
        }
    }

    static ObjectNode history(History change) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("epoch", change.epoch())
                .put("at", change.at().toString())
                .put("kind", change.kind().word())
                .put("live", change.live())
                .put("previous", change.previous())
                .put("candidate", change.candidate())
                .put("strategy", word(change.trial()))
                .put("percent", change.percent())
                .put("by", change.changedBy())
                .put("reason", change.reason());
    }

    static ObjectNode schedule(Schedule schedule) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", schedule.model().value())
                .put("cron", schedule.plan().cron())
                .put("zone", schedule.plan().zone())
                .put("source", schedule.plan().source())
                .put("strategy", word(schedule.plan().strategy()))
                .put("percent", schedule.plan().percent())
                .put("bakeSeconds", schedule.plan().bakeSeconds())
                .put("nextRun", schedule.nextRun().toString())
                .put("lastRun", text(schedule.lastRun()))
                .put("lastOutcome", schedule.lastOutcome())
                .put("changedBy", schedule.changedBy())
                .put("epoch", schedule.epoch());
    }

    private static @Nullable String word(@Nullable Enum<?> choice) {
        return choice == null ? null : choice.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
