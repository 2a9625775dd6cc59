package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.failure.AiException;

/**
 * Reads the assignments of a MATPOWER case file (format version 2): {@code mpc.name = number | 'text' | [matrix] |
 * {texts}}. Rows end with a semicolon or a line; {@code %} begins a comment, {@code ...} joins lines. Runs nothing: a
 * file that computes on its matrices is refused, because its figures would not be those in the text.
 */
final class MatpowerText {
    private static final String SAVED = "send the case with plain numbers, as MATPOWER's savecase writes it";
    /** A function of one result, its name in group 1, or of several. */
    private static final Pattern FUNCTION = Pattern.compile("function\\s++(?:\\[?+\\s*+(\\w++)\\s*+]?+\\s*+=|\\[.*,)");

    /** Whole variables on the left, something else than a new structure on the right. */
    private static final Pattern REPLACES =
            Pattern.compile("(?<left>\\w+|\\[[\\w ,~]+])[ \\t]*=(?!=)[ \\t]*+(?!struct\\b)");

    /** What editors put in front of a file that they save as UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final Set<String> CONTROL = Set.of("if", "for", "while", "switch", "try");

    private final MatpowerScanner in;
    private final Map<String, Value> values = new HashMap<>();
    private String variable = "mpc";

    /** What an assignment holds; only one part is filled. */
    record Value(int line, List<Row> rows, List<String> texts) {}

    /** A row of a matrix with the comment that follows it. */
    record Row(int line, double[] figures, String comment) {}

    private MatpowerText(String text) {
        in = new MatpowerScanner(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    /**
     * The assignments by name.
     *
     * @throws AiException where the text cannot be read, naming the line
     */
    static Map<String, Value> read(String text) {
        MatpowerText reader = new MatpowerText(text);
        reader.statements();
        return reader.values;
    }

    private void statements() {
        while (in.skipBlank(true)) {
            if (in.text.startsWith("function", in.at)) {
                function();
            } else if (in.text.startsWith(variable, in.at) && in.text.startsWith(".", in.at + variable.length())) {
                in.at += variable.length() + 1;
                assignment(assigned());
            } else {
                skipStatement();
            }
        }
    }

    private void function() {
        int stop = in.text.indexOf('\n', in.at);
        Matcher head = FUNCTION.matcher(in.text).region(in.at, stop < 0 ? in.text.length() : stop);
        boolean named = head.lookingAt();
        String name = named ? head.group(1) : null;
        if (named && name == null) {
            throw in.unreadable("a function of several results is a case of version 1; " + SAVED);
        }
        variable = Objects.requireNonNullElse(name, variable);
        in.skipLine();
    }

    /** What a statement assigns to: the text up to the equals sign, its end or the line's. */
    private String assigned() {
        int start = in.at;
        while (!in.isAt("=;%\n")) {
            in.at++;
        }
        return in.text.substring(start, in.at).strip();
    }

    /** Skips what assigns nothing to the case, up to a comma or semicolon outside of quotes, a comment or a line's end. */
    private void skipStatement() {
        int start = in.at;
        Matcher replaces = REPLACES.matcher(in.text).region(start, in.text.length());
        if (replaces.lookingAt()
                && List.of(replaces.group("left").split("\\W+")).contains(variable)) {
            throw in.unreadable("'" + variable + "' itself is computed, not given; " + SAVED);
        }
        while (!in.isAt(",;%\n")) {
            char c = in.here();
            if (c == '"' || c == '\'' && !transposes(start)) {
                in.quoted(c);
            } else {
                in.at++;
            }
        }
        String first = in.text.substring(start, in.at).split("\\W", 2)[0];
        if (CONTROL.contains(first)) {
            throw in.unreadable("'" + first + "' begins a computation; " + SAVED);
        }
        in.at += !in.ended() && in.isAt(",;") ? 1 : 0;
    }

    /** Whether a quote here, in a statement from {@code start} on, stands after what can be transposed. */
    private boolean transposes(int start) {
        char before = in.at > start ? in.text.charAt(in.at - 1) : ' ';
        return Character.isLetterOrDigit(before) || "_)]}.'".indexOf(before) >= 0;
    }

    private void assignment(String name) {
        if (in.here() != '=' || !name.matches("\\w++(\\.\\w++)*+")) {
            throw in.unreadable("'" + variable + "." + name + "' is computed, not given; " + SAVED);
        }
        in.at++;
        in.skipBlank(false);
        int began = in.line;
        char first = in.here();
        if (first == '[') {
            in.at++;
            values.put(name, new Value(began, matrix(), List.of()));
        } else if (first == '{') {
            in.at++;
            values.put(name, new Value(began, List.of(), texts()));
        } else if (first == '\'' || first == '"') {
            values.put(name, new Value(began, List.of(), List.of(in.quoted(first))));
        } else {
            values.put(name, new Value(began, List.of(new Row(in.line, new double[] {in.number()}, "")), List.of()));
        }
        refuseArithmetic(name);
    }

    private void refuseArithmetic(String name) {
        in.skipBlank(false);
        char next = in.here();
        if ("*/+-^.'".indexOf(next) >= 0) {
            throw in.unreadable("'" + variable + "." + name + "' is computed, not given; " + SAVED);
        }
    }

    private List<Row> matrix() {
        List<Row> rows = new ArrayList<>();
        List<Double> row = new ArrayList<>();
        while (true) {
            in.skipBlank(false);
            if (in.ended()) {
                throw in.unreadable("the file ends inside a matrix");
            }
            char c = in.here();
            if (c == ']' || c == ';' || c == '\n' || c == '%') {
                int ended = in.line;
                in.at += c == '%' ? 0 : 1;
                in.line += c == '\n' ? 1 : 0;
                if (!row.isEmpty()) {
                    rows.add(new Row(
                            ended,
                            row.stream().mapToDouble(d -> d).toArray(),
                            c == '\n' || c == ']' ? "" : in.comment()));
                    row.clear();
                } else if (c == '%') {
                    in.comment();
                }
                if (c == ']') {
                    return rows;
                }
            } else if (c == ',') {
                in.at++;
            } else {
                row.add(in.number());
            }
        }
    }

    private List<String> texts() {
        List<String> found = new ArrayList<>();
        while (true) {
            in.skipBlank(true);
            if (in.ended()) {
                throw in.unreadable("the file ends inside a list of texts");
            }
            char c = in.here();
            if (c == '}') {
                in.at++;
                return found;
            }
            if (c == '\'' || c == '"') {
                found.add(in.quoted(c));
            } else {
                in.at++;
            }
        }
    }
}
