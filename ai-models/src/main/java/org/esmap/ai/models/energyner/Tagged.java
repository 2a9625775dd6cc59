package org.esmap.ai.models.energyner;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.tokenization.Tokens;
import org.esmap.ai.models.energyner.WordTags.Word;

/** Tagged words to entities; an entity's score is the mean over its words. */
final class Tagged {
    /** An article before a name is no part of it, nor are the marks of tweets; the training data follow the same rule. */
    private static final Pattern FRONT = Pattern.compile("(?:[#@]\\s*|(?:the|a|an)\\s+"
            + "|[Tt]he\\s+(?=U\\.?S|U\\.?K|UN\\b|EU\\b|European|United|World|Intern|Minist|Govern|Depart))+");

    private final String text;
    private final Tokens tokens;
    private final List<Entity> entities = new ArrayList<>();
    private final List<Word> open = new ArrayList<>();

    private Tagged(String text, Tokens tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    static List<Entity> read(String text, Tokens tokens, List<Word> words) {
        Tagged tagged = new Tagged(text, tokens);
        for (Word word : words) {
            if (word.begins() || word.group().isEmpty()) {
                tagged.finish();
            }
            if (!word.group().isEmpty()) {
                tagged.open.add(word);
            }
        }
        tagged.finish();
        return tagged.entities;
    }

    private void finish() {
        if (open.isEmpty()) {
            return;
        }
        int start = tokens.starts()[open.get(0).firstPiece()];
        int end = tokens.ends()[open.get(open.size() - 1).lastPiece()];
        Matcher front = FRONT.matcher(text).region(start, end);
        front.useTransparentBounds(true);
        int from = front.lookingAt() ? front.end() : start;
        if (from < end) {
            double score = open.stream().mapToDouble(Word::score).average().orElse(0);
            entities.add(new Entity(open.get(0).group(), text.substring(from, end), from, end, score, null));
        }
        open.clear();
    }
}
