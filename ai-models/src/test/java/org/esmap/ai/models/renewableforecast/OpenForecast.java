package org.esmap.ai.models.renewableforecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.onnx.OnnxSettings;
import org.esmap.ai.core.registry.ShippedBundles;

/** The shipped version, opened once for all tests, and the requests they make of it. */
final class OpenForecast {
    static final RenewableForecastModel MODEL = new RenewableForecastModel(new OnnxSessions(new OnnxSettings(1)));
    static final Bundle BUNDLE = bundle();
    static final RenewableForecast PREDICTOR = (RenewableForecast) MODEL.open(BUNDLE);

    private OpenForecast() {}

    private static Bundle bundle() {
        try {
            Path folder = Files.createTempDirectory("renewable-forecast");
            folder.toFile().deleteOnExit();
            ArtefactStore store = new ArtefactStore(folder);
            return store.open(store.install(ShippedBundles.of(MODEL)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode object() {
        return StrictJson.MAPPER.createObjectNode();
    }

    /** A request for a plant, without {@code weather} rows. */
    static ObjectNode request(String technology, double lat, double lon, double capacityKw) {
        ObjectNode input = object();
        input.put("technology", technology);
        input.putObject("site")
                .put("lat", lat)
                .put("lon", lon)
                .put("elevationM", 0)
                .put("capacityKw", capacityKw);
        input.putArray("weather");
        return input;
    }

    /** A new row of the weather at {@code time}. */
    static ObjectNode row(ObjectNode input, String time, double tempC, double windMs) {
        return ((ArrayNode) input.get("weather"))
                .addObject()
                .put("time", time)
                .put("tempC", tempC)
                .put("windMs", windMs);
    }

    static JsonNode answer(ObjectNode input) {
        return json(MODEL.predict(PREDICTOR, query(input)).output());
    }

    static Query query(ObjectNode input) {
        return new Query(input, object(), Deadline.after(Duration.ofMinutes(1)));
    }

    static JsonNode json(Object output) {
        return StrictJson.MAPPER.valueToTree(output);
    }
}
