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
            + "|[Tt]he\\s+(?=U\\.?S|U\\.?K|UN\\b|EU\\b|European|United|World|Intern|Minist|Govern|Depart))++");

    /** Small words before a capital are no part of a name, but for the particles of names; of a technology they are. */
    private static final Pattern SMALL_FRONT = Pattern.compile(
            "(?:(?!(?:de|del|della|da|das|do|dos|di|du|des|van|von|der|den|zu|zum|la|le|el|al|bin|ibn|ter|ten|af|y)\\s)"
                    + "\\p{Ll}{2,}+\\s++)++(?=\\p{Lu})");
    /** Marks and a loose genitive behind a name. */
    private static final Pattern BACK = Pattern.compile("(?:\\s+s|\\s*[-–—,;:'’\"(])++$");

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
        int end = tokens.endIn(text, open.get(open.size() - 1).lastPiece());
        start = after(FRONT, start, end);
        if (!open.get(0).group().equals("TECH")) {
            start = after(SMALL_FRONT, start, end);
        }
        Matcher back = BACK.matcher(text).region(start, end);
        end = back.find() ? back.start() : end;
        if (start < end) {
            double score = open.stream().mapToDouble(Word::score).average().orElse(0);
            entities.add(new Entity(open.get(0).group(), text.substring(start, end), start, end, score, null));
        }
        open.clear();
    }

    private int after(Pattern pattern, int start, int end) {
        Matcher matcher = pattern.matcher(text).region(start, end);
        matcher.useTransparentBounds(true);
        return matcher.lookingAt() ? matcher.end() : start;
    }
}
