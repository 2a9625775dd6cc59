package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.measure.Unit;
import org.esmap.ai.core.quantities.Terms.Substance;
import org.esmap.ai.core.quantities.Terms.Term;
import org.jspecify.annotations.Nullable;

/**
 * Reads one unit text: terms joined by a dot are multiplied, multipliers and powers by a space too, each slash or "per" divides by what follows it
 * up to the next, and a slash divides by several terms only where brackets say so.
 */
final class UnitText {
    private static final int LONGEST_PHRASE = 4;
    /** The year below a slash; above it, in running text, an article ("2026 a carbon tax"). */
    private static final String YEAR_OR_ARTICLE = "a";

    private static final Pattern PERCENT = Pattern.compile("\\bper[ -]?cent\\b");
    private static final Pattern PER = Pattern.compile("\\s+per\\s+|^per\\s+");
    private static final Pattern FILLER = Pattern.compile("\\b(of|the)\\s+");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(\\D.*)?");
    private static final Pattern EXPONENT = Pattern.compile("(\\p{L}[^^]*?)\\^?(-?[1-9])");

    private static final Pattern AREA_AND_MORE = Pattern.compile("\\bm\\^?[23](?=\\p{L})");

    /** No unit in use has half as many; the factors of one that has many more have thousands of digits. */
    private static final int MOST_POWERS = 16;

    private final Terms terms;

    UnitText(Terms terms) {
        this.terms = terms;
    }

    /** A text taken apart; {@code symbol} is the one spelling of it. */
    record Parsed(
            String symbol,
            Unit<?> unit,
            Set<Substance> substances,
            @Nullable String caution,
            List<Term> terms) {}

    Optional<Parsed> parse(String text) {
        String plain = normalise(text);
        Optional<Term> word = plain.equals(YEAR_OR_ARTICLE) ? Optional.empty() : terms.unit(plain);
        if (word.isPresent()) {
            return Optional.of(UnitPiece.join(List.of(UnitPiece.of(word.get(), 1))));
        }
        String[] parts = plain.split("/", -1);
        List<UnitPiece> numerator = pieces(parts[0].strip(), false);
        if (numerator.stream().allMatch(p -> p.term() == null)) {
            return Optional.empty();
        }
        List<UnitPiece> all = new ArrayList<>(numerator);
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            List<UnitPiece> pieces = denominator(part.strip());
            if (pieces.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(pieces);
        }
        if (all.stream().mapToInt(piece -> Math.abs(piece.power())).sum() > MOST_POWERS) {
            return Optional.empty();
        }
        return UnitPiece.multiplyAnOffset(all) ? Optional.empty() : Optional.of(UnitPiece.join(all));
    }

    private List<UnitPiece> denominator(String part) {
        boolean bracketed = part.startsWith("(") && part.endsWith(")");
        List<UnitPiece> pieces = pieces(bracketed ? apart(part.substring(1, part.length() - 1)) : part, true);
        long units = pieces.stream().filter(p -> p.term() != null).count();
        return units == 1 || (bracketed && units > 1) ? pieces : List.of();
    }

    /** A length with its power and the next unit without a mark between them: m²a, m2K. */
    private static String apart(String factors) {
        return AREA_AND_MORE.matcher(factors).replaceAll("$0·");
    }

    static String normalise(String text) {
        String plain = text.replace("²", "^2").replace("³", "^3").replace("⁻¹", "^-1");
        plain = Normalizer.normalize(plain, Normalizer.Form.NFKC)
                .replace('\u2212', '-')
                .replace('\u2011', '-')
                .replace('\u03bc', '\u00b5')
                .replace('\u22c5', '·')
                .replace('\u2022', '·')
                .replace('×', '·')
                .replace('*', '·')
                .replaceAll("\\s+", " ")
                .strip();
        plain = PERCENT.matcher(plain).replaceAll("percent");
        plain = PER.matcher(plain).replaceAll("/");
        return FILLER.matcher(plain).replaceAll("");
    }

    private List<UnitPiece> pieces(String segment, boolean below) {
        List<UnitPiece> pieces = new ArrayList<>();
        for (String factor : splitFactors(segment)) {
            List<String> words = List.of(factor.strip().split(" "));
            int at = 0;
            while (at < words.size()) {
                UnitPiece before = at == 0 ? null : pieces.get(pieces.size() - 1);
                int taken = phrase(words, at, below, pieces);
                if (taken > 0 && before != null && pieces.get(pieces.size() - 1).repeats(before)) {
                    pieces.remove(pieces.size() - 1);
                }
                if (taken == 0 || !below && before != null && !spaced(before, pieces.get(pieces.size() - 1))) {
                    return List.of();
                }
                at += taken;
            }
        }
        return pieces;
    }

    /** A space multiplies multipliers and powers ("W m-2"), not two plain units: "30 km day trip". */
    private static boolean spaced(UnitPiece before, UnitPiece next) {
        return before.term() == null
                || next.term() == null
                || before.term().multiplier()
                || next.term().multiplier()
                || before.power() != 1
                || next.power() != 1;
    }

    /** A dot multiplies unless the dictionary knows the whole text with it. */
    private String[] splitFactors(String segment) {
        return terms.unit(segment).isPresent() ? new String[] {segment} : segment.split("·", -1);
    }

    /** Reads the longest phrase at {@code at}; returns how many words it took, 0 where nothing can be read. */
    private int phrase(List<String> words, int at, boolean below, List<UnitPiece> pieces) {
        for (int length = Math.min(LONGEST_PHRASE, words.size() - at); length > 0; length--) {
            String phrase = String.join(" ", words.subList(at, at + length));
            if (read(phrase, below, pieces)) {
                return length;
            }
        }
        return word(words.get(at), below, pieces) ? 1 : 0;
    }

    private boolean read(String phrase, boolean below, List<UnitPiece> pieces) {
        if (!below && phrase.equals(YEAR_OR_ARTICLE)) {
            return false;
        }
        int sign = below ? -1 : 1;
        Optional<UnitPiece> piece = terms.unit(phrase)
                .map(term -> UnitPiece.of(term, sign))
                .or(() -> terms.substance(phrase).map(substance -> UnitPiece.of(substance, sign)));
        piece.ifPresent(pieces::add);
        return piece.isPresent();
    }

    /** A word the dictionary lacks: unit and substance written together, a power, or a number below a slash. */
    private boolean word(String word, boolean below, List<UnitPiece> pieces) {
        return glued(word, below, pieces) || power(word, below, pieces) || (below && number(word, pieces));
    }

    private boolean glued(String word, boolean below, List<UnitPiece> pieces) {
        int sign = below ? -1 : 1;
        for (int cut = word.length() - 1; cut > 0; cut--) {
            Optional<Term> head = terms.unit(word.substring(0, cut));
            String rest = word.substring(cut);
            Optional<Substance> substance = head.filter(Term::mass).flatMap(t -> terms.substance(rest));
            if (substance.isPresent()) {
                pieces.add(UnitPiece.of(head.get(), sign));
                pieces.add(UnitPiece.of(substance.get(), sign));
                return true;
            }
            Optional<Term> multiplier = head.filter(Term::money).flatMap(t -> multiplier(rest));
            if (multiplier.isPresent()) {
                pieces.add(UnitPiece.of(multiplier.get(), sign));
                pieces.add(UnitPiece.of(head.get(), sign));
                return true;
            }
        }
        return false;
    }

    private Optional<Term> multiplier(String word) {
        String spelled = switch (word) {
            case "m", "M" -> "million";
            case "b", "B" -> "billion";
            case "k" -> "thousand";
            default -> word;
        };
        return terms.unit(spelled).filter(Term::multiplier);
    }

    private boolean power(String word, boolean below, List<UnitPiece> pieces) {
        Matcher matcher = EXPONENT.matcher(word);
        if (!matcher.matches()) {
            return false;
        }
        int power = Integer.parseInt(matcher.group(2)) * (below ? -1 : 1);
        Optional<Term> term = terms.unit(matcher.group(1));
        term.ifPresent(t -> pieces.add(UnitPiece.of(t, power)));
        return term.isPresent();
    }

    private boolean number(String word, List<UnitPiece> pieces) {
        Matcher matcher = NUMBER.matcher(word);
        if (!matcher.matches() || new BigDecimal(matcher.group(1)).signum() == 0) {
            return false;
        }
        pieces.add(new UnitPiece(null, -1, null, new BigDecimal(matcher.group(1))));
        return matcher.group(2) == null
                || read(matcher.group(2), true, pieces)
                || glued(matcher.group(2), true, pieces);
    }
}
