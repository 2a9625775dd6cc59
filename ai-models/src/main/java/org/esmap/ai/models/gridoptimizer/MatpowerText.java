package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;

/**
 * Reads the assignments of a MATPOWER case file (format version 2): {@code mpc.name = number | 'text' | [matrix] |
 * {texts}}. Rows end with a semicolon or a line; {@code %} begins a comment, {@code ...} joins lines. Runs nothing: a
 * file that computes on its matrices is refused, because its figures would not be those in the text.
 */
final class MatpowerText {
    private static final String POINTER = "/network/matpower";
    private static final String CONTINUED = "...";

    private final String text;
    private final Map<String, Value> values = new HashMap<>();
    private String variable = "mpc";
    private int at;
    private int line = 1;

    /** What an assignment holds; only one part is filled. */
    record Value(int line, List<Row> rows, List<String> texts) {}

    /** A row of a matrix with the comment that follows it. */
    record Row(int line, double[] figures, String comment) {}

    private MatpowerText(String text) {
        this.text = text;
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
        while (skipBlank(true)) {
            String statement = statementHead();
            if (statement.startsWith("function")) {
                int equals = statement.indexOf('=');
                variable =
                        equals < 0 ? variable : statement.substring(8, equals).strip();
                skipLine();
            } else if (statement.startsWith(variable + ".")) {
                assignment(statement.substring(variable.length() + 1));
            } else if (statement.isEmpty()) {
                at++;
            } else {
                skipLine();
            }
        }
    }

    /** The text up to the equals sign, the end of the statement or of the line. */
    private String statementHead() {
        int start = at;
        int end = at;
        while (end < text.length() && "=;%\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String head = text.substring(start, end);
        if (head.stripLeading().startsWith("function")) {
            int stop = text.indexOf('\n', start);
            return text.substring(start, stop < 0 ? text.length() : stop).strip();
        }
        at = end;
        return head.strip();
    }

    private void assignment(String name) {
        if (at >= text.length() || text.charAt(at) != '=' || !name.matches("\\w+(\\.\\w+)*")) {
            throw unreadable(
                    "'" + variable + "." + name + "' is computed, not given. Send the case with its matrices as plain "
                            + "numbers (savecase writes such a file)");
        }
        at++;
        skipBlank(false);
        int began = line;
        char first = at < text.length() ? text.charAt(at) : '\n';
        if (first == '[') {
            at++;
            values.put(name, new Value(began, matrix(), List.of()));
        } else if (first == '{') {
            at++;
            values.put(name, new Value(began, List.of(), texts()));
        } else if (first == '\'' || first == '"') {
            values.put(name, new Value(began, List.of(), List.of(quoted(first))));
        } else {
            values.put(name, new Value(began, List.of(new Row(line, new double[] {number()}, "")), List.of()));
        }
        refuseArithmetic(name);
    }

    private void refuseArithmetic(String name) {
        skipBlank(false);
        char next = at < text.length() ? text.charAt(at) : '\n';
        if ("*/+-^.'".indexOf(next) >= 0) {
            throw unreadable("'" + variable + "." + name + "' is computed, not given; send plain numbers");
        }
    }

    private List<Row> matrix() {
        List<Row> rows = new ArrayList<>();
        List<Double> row = new ArrayList<>();
        while (true) {
            skipBlank(false);
            if (at >= text.length()) {
                throw unreadable("the file ends inside a matrix");
            }
            char c = text.charAt(at);
            if (c == ']' || c == ';' || c == '\n' || c == '%') {
                int ended = line;
                at += c == '%' ? 0 : 1;
                line += c == '\n' ? 1 : 0;
                if (!row.isEmpty()) {
                    rows.add(new Row(
                            ended, row.stream().mapToDouble(d -> d).toArray(), c == '\n' || c == ']' ? "" : comment()));
                    row.clear();
                } else if (c == '%') {
                    comment();
                }
                if (c == ']') {
                    return rows;
                }
            } else if (c == ',') {
                at++;
            } else {
                row.add(number());
            }
        }
    }

    private List<String> texts() {
        List<String> found = new ArrayList<>();
        while (true) {
            skipBlank(true);
            if (at >= text.length()) {
                throw unreadable("the file ends inside a list of texts");
            }
            char c = text.charAt(at);
            if (c == '}') {
                at++;
                return found;
            }
            if (c == '\'' || c == '"') {
                found.add(quoted(c));
            } else {
                at++;
            }
        }
    }

    private String quoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        int stop = text.indexOf('\n', at);
        if (end < 0 || stop >= 0 && stop < end) {
            throw unreadable("a text has no closing quote");
        }
        String found = text.substring(at + 1, end);
        at = end + 1;
        return found;
    }

    private double number() {
        int start = at;
        while (at < text.length()
                && " \t\r\n,;]%'{}[".indexOf(text.charAt(at)) < 0
                && !text.startsWith(CONTINUED, at)) {
            at++;
        }
        String word = text.substring(start, at);
        try {
            return switch (word) {
                case "Inf", "inf", "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
                case "NaN", "nan" -> Double.NaN;
                default -> Double.parseDouble(word);
            };
        } catch (NumberFormatException e) {
            String shown = word.length() > 40 ? word.substring(0, 40) + "…" : word;
            throw unreadable("expected a number, found '" + shown + "'");
        }
    }

    /** Skips blanks, continuations and, with {@code lines}, line ends and comments; false at the end of the text. */
    private boolean skipBlank(boolean lines) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (text.startsWith(CONTINUED, at)) {
                skipLine();
            } else if (lines && c == '\n') {
                at++;
                line++;
            } else if (lines && c == '%') {
                comment();
            } else {
                return true;
            }
        }
        return false;
    }

    /** The rest of the line where it is a comment; stays before the line's end. */
    private String comment() {
        int end = at;
        while (end < text.length() && " \t\r".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        if (end >= text.length() || text.charAt(end) != '%') {
            return "";
        }
        int stop = text.indexOf('\n', end);
        String found = text.substring(end + 1, stop < 0 ? text.length() : stop).strip();
        at = stop < 0 ? text.length() : stop;
        if (found.equals("{")) {
            skipBlock();
        }
        return found;
    }

    private void skipBlock() {
        int end = text.indexOf("%}", at);
        int stop = end < 0 ? text.length() : end + 2;
        line += (int) text.substring(at, stop).chars().filter(c -> c == '\n').count();
        at = stop;
    }

    private void skipLine() {
        int stop = text.indexOf('\n', at);
        line += stop < 0 ? 0 : 1;
        at = stop < 0 ? text.length() : stop + 1;
    }

    private AiException unreadable(String message) {
        return AiException.invalid(POINTER, "Line " + line + ": " + message, "a MATPOWER case file, format version 2");
    }
}
