package org.esmap.ai.models.energyner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.esmap.ai.core.tokenization.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaggedTest {
    private static final List<String> TAGS = List.of("O", "B-ORG", "I-ORG", "B-LOC", "I-LOC");

    @Test
    void joinsWordsToSpansInTheCallersOffsets() {
        String text = "😀 World Bank in Paris";
        Tokens tokens = tokens(text, "😀", "World", "Bank", "in", "Paris");
        assertThat(read(text, tokens, tagged(0, 1, 2, 0, 3)))
                .extracting(Entity::entityGroup, Entity::text, Entity::start, Entity::end)
                .containsExactly(tuple("ORG", "World Bank", 3, 13), tuple("LOC", "Paris", 17, 22));
    }

    @Test
    void neverGoesOnWithAnotherGroup() {
        String text = "Enel Paris";
        List<Entity> entities = read(text, tokens(text, "Enel", "Paris"), tagged(1, 4));
        assertThat(entities).allSatisfy(e -> assertThat(e.start()).isLessThan(e.end()));
        assertThat(entities).extracting(Entity::text).isNotEqualTo(List.of("Enel Paris"));
    }

    @Test
    void keepsTheMarkOfTheLastLetter() {
        String text = "in Panama\u0301 today";
        assertThat(read(text, tokens(text, "in", "Panama", "today"), tagged(0, 3, 0)))
                .extracting(Entity::text)
                .containsExactly("Panama\u0301");
    }

    @Test
    void leavesArticlesOut() {
        String text = "the World Bank";
        assertThat(read(text, tokens(text, "the", "World", "Bank"), tagged(1, 2, 2)))
                .extracting(Entity::text)
                .containsExactly("World Bank");
    }

    @Test
    void leavesSmallWordsAndMarksAroundANameOut() {
        String text = "observer Liberal International -";
        assertThat(read(text, tokens(text, "observer", "Liberal", "International", "-"), tagged(1, 2, 2, 2)))
                .extracting(Entity::text)
                .containsExactly("Liberal International");
        String particle = "van der Byl";
        assertThat(read(particle, tokens(particle, "van", "der", "Byl"), tagged(1, 2, 2)))
                .extracting(Entity::text)
                .containsExactly("van der Byl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"the |Enel|", "observer |Enel|", "|Enel| -"})
    void leavesAnyNumberOfThemOut(String around) {
        String[] parts = around.split("\\|", -1);
        String text = parts[0].repeat(5_000) + parts[1] + parts[2].repeat(5_000);
        assertThat(read(text, tokens(text, text), tagged(1)))
                .extracting(Entity::text)
                .containsExactly("Enel");
    }

    @Test
    void weighsTheOtherPiecesOfAWord() {
        Tokens tokens = new Tokens(new long[3], new int[] {0, 4, 7}, new int[] {4, 7, 10}, new int[] {0, 0, 0});
        float[][] probabilities = tagged(0, 1, 1);
        probabilities[0] = new float[] {0.5f, 0.4f, 0, 0.1f, 0};
        assertThat(read("Vattenfall", tokens, probabilities))
                .extracting(Entity::entityGroup)
                .containsExactly("ORG");
    }

    private static List<Entity> read(String text, Tokens tokens, float[][] probabilities) {
        return Tagged.read(text, tokens, new WordTags(TAGS, 2.5).best(tokens, probabilities));
    }

    private static Tokens tokens(String text, String... words) {
        int[] starts = new int[words.length];
        int[] ends = new int[words.length];
        int[] numbers = new int[words.length];
        int at = 0;
        for (int i = 0; i < words.length; i++) {
            starts[i] = text.indexOf(words[i], at);
            ends[i] = starts[i] + words[i].length();
            numbers[i] = i;
            at = ends[i];
        }
        return new Tokens(new long[words.length], starts, ends, numbers);
    }

    private static float[][] tagged(int... tags) {
        float[][] probabilities = new float[tags.length][TAGS.size()];
        for (int i = 0; i < tags.length; i++) {
            probabilities[i][tags[i]] = 0.9f;
        }
        return probabilities;
    }
}
