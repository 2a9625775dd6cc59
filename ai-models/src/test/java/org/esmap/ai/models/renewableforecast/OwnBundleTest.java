package org.esmap.ai.models.renewableforecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.esmap.ai.core.model.StrictJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Turbines and settings of a bundle are held to what callers may give themselves. */
class OwnBundleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "speeds that do not rise     | /windMs    | 5  | 1.5",
                "a speed below 0             | /windMs    | 0  | -1",
                "a speed of no storm         | /windMs    | 60 | 300",
                "a power below 0             | /powerKw   | 20 | -5000",
                "a power of no such turbine  | /powerKw   | 20 | 1e308",
                "a nominal power of 0        | /nominalKw |    | 0",
                "a nominal power far too low | /nominalKw |    | 5",
            })
    void refusesATurbineWith(String what, String member, Integer place, double value) throws Exception {
        ObjectNode type = OpenForecast.BUNDLE
                .json("turbines.json", JsonNode.class)
                .at("/turbines/AD116~15000")
                .deepCopy();
        if (place == null) {
            type.put(member.substring(1), value);
        } else {
            ((ArrayNode) type.at(member)).set(place, DoubleNode.valueOf(value));
        }

        assertThatThrownBy(() -> StrictJson.MAPPER.treeToValue(type, Turbines.Type.class))
                .as(what)
                .hasMessageContaining("The turbine 'M5000-116' needs rising wind speeds");
    }

    @ParameterizedTest
    @CsvSource({
        "/pv, losses, 2",
        "/pv, gamma, 5",
        "/pv, inverterEff, -1",
        "/pv, dcAc, 0",
        "/pv, albedo, -0.2",
        "'', linkeTurbidity, -3",
        "'', shearExponent, -100",
        "'', windHeightM, 0",
        "/history, least, -1",
        "/history, most, 0",
        "/history, prior, -24",
        "/history, testShare, 5"
    })
    void refusesASettingOutsideOfItsRange(String object, String member, double value) {
        JsonNode settings = OpenForecast.BUNDLE.manifest().settings().deepCopy();
        ObjectNode parent = (ObjectNode) settings.at(object);
        if (value == Math.rint(value)) {
            parent.put(member, (int) value);
        } else {
            parent.put(member, value);
        }
        byte[] text = settings.toString().getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> StrictJson.MAPPER.readValue(text, Settings.class))
                .hasMessageContaining(member + " must be ");
    }

    @ParameterizedTest
    @CsvSource({"solar", "wind"})
    void refusesASpreadBelowNothing(String technology) {
        JsonNode settings = OpenForecast.BUNDLE.manifest().settings().deepCopy();
        ((ArrayNode) settings.at("/spread/" + technology)).set(0, DoubleNode.valueOf(-1));

        assertThatThrownBy(() -> StrictJson.MAPPER.treeToValue(settings, Settings.class))
                .hasMessageContaining("spread." + technology + " must be ");
        assertThat(OpenForecast.BUNDLE.settings(Settings.class).median()).isEqualTo(3);
    }
}
