package org.esmap.ai.models.energyqa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.models.ShippedModels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions to the shipped version, over more texts than it reads and in more words and languages than it takes. */
class ManyTextsTest {
    private static final String OPEC = "Haitham Al Ghais leads the cartel of oil exporters as secretary general.";
    private static final String PLANT = "The Lake Turkana wind farm in northern Kenya has 365 turbines of 850 kW each.";
    private static final String DISTRACTOR =
            "Turbines of a wind farm turn with the wind, and how many turn depends on the weather of the day.";
    private static final String FRENCH =
            "Le parc éolien du lac Turkana, situé dans le nord du pays, compte 365 éoliennes et fournit"
                    + " une part importante de la production nationale depuis sa mise en service.";

    @TempDir
    static Path data;

    private static ShippedModels models;
    private static LoadedVersion version;

    @BeforeAll
    static void open() throws IOException {
        models = new ShippedModels(data, "energyqa"::equals);
        version = models.load().get(0);
    }

    @AfterAll
    static void close() {
        models.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 24, 37, 49})
    void findsAnAnswerThatSharesNoWordWhereverItStands(int place) {
        List<String> texts = new ArrayList<>(IntStream.range(0, 49)
                .mapToObj(i -> "Village " + i + " got meters for " + (40 + i) + " homes and a new road last year.")
                .toList());
        texts.add(place, OPEC);
        JsonNode answer = output(ask("Who heads OPEC?", texts));
        assertThat(answer.get("answer").textValue()).contains("Al Ghais");
        assertThat(answer.get("contextId").textValue()).isEqualTo(String.valueOf(place));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The price was -£38.80/MWh in Great Britain overnight. | What was the price overnight? | -£38.80
                    The line will cost A$4.2 billion, the ministry says.  | What will the line cost?      | A$4.2 billion
                    Output changed by −12 per cent in the dry season.     | By how much did output change? | −12 per cent
                    Fees are 20-30 dollars a month for most homes.        | What are the fees?            | 20-30 dollars
                    """)
    void keepsSignsAndCurrenciesBeforeAnAmount(String text, String question, String amount) {
        assertThat(output(ask(question, List.of(text))).get("answer").textValue())
                .startsWith(amount);
    }

    @Test
    void keepsTheMarkOfTheLastLetter() {
        assertThat(output(ask("Where is the plant?", List.of("The plant is in Panama\u0301.")))
                        .get("answer")
                        .textValue())
                .endsWith("Panama\u0301");
    }

    @Test
    void readsEqualTextsOnce() {
        List<String> texts = new ArrayList<>(Collections.nCopies(20, DISTRACTOR));
        texts.add(PLANT);
        JsonNode answer = output(ask("How many turbines does the wind farm have?", texts));
        assertThat(answer.get("answer").textValue()).startsWith("365");
        assertThat(answer.get("contextId").textValue()).isEqualTo("20");
    }

    @Test
    void saysThatALongQuestionWasCut() {
        String question =
                "I am writing a report on power in the region, ".repeat(10) + "so how many turbines are there?";
        assertThat(ask(question, List.of(PLANT)).warnings())
                .extracting(Warning::code)
                .containsExactly(Warning.TRUNCATED);
        assertThat(ask("How many turbines are there?", List.of(PLANT)).warnings())
                .isEmpty();
    }

    @Test
    void judgesTheLanguageOfTheQuestionAndOfTheTextsThatTheAnswerRestsOn() {
        Prediction asked = ask("Combien d'éoliennes compte le parc éolien du lac dans le nord ?", List.of(PLANT));
        assertThat(asked.degraded()).isTrue();
        assertThat(asked.warnings()).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo(Warning.UNSUPPORTED_LANGUAGE);
            assertThat(w.detail()).startsWith("The question seems to be in 'fr'");
        });

        String question = "How many turbines does the wind farm have?";
        assertThat(ask(question, List.of(FRENCH, PLANT)).warnings()).isEmpty();
        Prediction none = ask("Who paid for the road to the coast?", List.of(PLANT, FRENCH));
        assertThat(output(none).get("noAnswer").booleanValue()).isTrue();
        assertThat(none.warnings()).extracting(Warning::code).containsExactly(Warning.UNSUPPORTED_LANGUAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How many turbines does the wind farm in northern Kenya have?",
                "Where is the wind farm?",
                "How much power do the turbines of Kipeto give?",
                "Which farm has the most turbines?",
                "What turns with the wind?"
            })
    void givesAlternativesByFallingScore(String question) {
        List<String> texts = List.of(
                PLANT,
                DISTRACTOR,
                "The farm at Ngong has 30 turbines and lies in the hills west of Nairobi.",
                "Kipeto has 60 turbines, which give 100 MW to the grid.",
                "Meru plans 40 on the slopes of the mountain.",
                "Solar power came later; Garissa has 200,000 panels that give 55 MW.",
                "The line to Loiyangalani is 428 km long.",
                OPEC);
        List<Double> scores = new ArrayList<>();
        output(ask(question, texts))
                .get("alternatives")
                .forEach(a -> scores.add(a.get("score").doubleValue()));
        assertThat(scores).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static Prediction ask(String question, List<String> texts) {
        List<Map<String, String>> contexts =
                texts.stream().map(text -> Map.of("text", text)).toList();
        JsonNode input = StrictJson.MAPPER.valueToTree(Map.of("question", question, "contexts", contexts));
        return version.predictor()
                .predict(new Query(input, StrictJson.MAPPER.createObjectNode(), Deadline.after(Duration.ofMinutes(1))));
    }

    private static JsonNode output(Prediction prediction) {
        return StrictJson.MAPPER.valueToTree(prediction.output());
    }
}
