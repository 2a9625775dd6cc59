package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the longest unit that follows a number in running text. */
final class UnitFinder {
    private static final int MOST_TOKENS = 8;
    private static final int FARTHEST = 70;

    /** Units of the table that are things counted: numbers of them are counts. */
    private static final Set<String> COUNTED = Set.of("people", "households", "jobs", "vehicles");

    private static final Set<String> AMBIGUOUS =
            Set.of("a", "C", "y", "in", "1", "real", "Real", "head", "GWP"); // a refrigerant's potential
    /** What a mass may be of within its quantity; coal, oil and gas are things counted by mass. */
    private static final Set<String> GASES =
            Set.of("CO2e", "CO2", "CH4", "N2O", "SF6", "NF3", "C", "GHG", "H2", "ammonia", "SO2", "NOx");

    private static final Pattern ENDS_OPEN =
            Pattern.compile("(?i)(?:^|[\\s/])(?:in|an|the|of|per|per the|for)$|(?:^|\\s)a$|\\s(?:in|for)\\s");
    private static final Pattern SHADE = Pattern.compile("\\b(?:green|clean|low-carbon|renewable|grey|blue)\\s");
    private static final Pattern TOKEN = Pattern.compile(
            "[%‰℃℉]|p\\.a\\.|[kMm][$€£](?![\\p{L}\\d])|100\\s?km(?![\\p{L}\\d])|[°º](?:\\s?[CF](?![\\p{L}]))?|[$€£¢]?[\\p{L}µμΩ°][\\p{L}\\p{N}²³⁻¹₂µμΩ°^.·−-]*(?<![.-])|[$€£]");
    /** The mark of a footnote, where the unit is none that has powers: "12 GWh²". */
    private static final Pattern NOTE =
            Pattern.compile("(?<=[\\p{L}₂])(?<!(?<!\\p{L})(?:[kcdmµnMhNS]?m|ft|yd|in|s|K))[¹²³⁴-⁹]{1,2}$");

    private static final Pattern JOINT = Pattern.compile("\\s?[/·*]\\s?|[ \u00a0\u202f\u2009]|\\s{1,2}|-");
    private static final Pattern BRACKET = Pattern.compile("\\s?/\\s?\\(\\p{L}[^()\\n]{0,20}\\)");
    private static final Pattern WATT_HOURS = Pattern.compile("(?<=W)-(?:hours?|hrs?|h)(?![\\p{L}\\d])");
    private static final Pattern WATT_TIMES = Pattern.compile("(?<=W)-(?=(?:day|week|month|year|yr)s?(?![\\p{L}\\d]))");
    private static final Pattern DIVIDED =
            Pattern.compile("/|\\sper\\s|\\sp\\.?a\\.?$|\\s(?:an?|each)\\s|-(?:day|week|month|year|yr)s?$");

    private static final String MONEY =
            "(?:US ?\\$|[$€£¥]|(?:USD|EUR|GBP|JPY|CNY|INR|AUD|CAD)\\b|dollars?\\b|euros?\\b)";
    private static final Pattern PER_MONEY = Pattern.compile("(?:/|\\sper\\s)\\s?" + MONEY + "$");
    private static final Pattern HOW_MUCH = Pattern.compile("\\s?(?:\\d|(?:million|billion|thousand|bn|mn|m|k)\\b)");
    private static final Pattern DENOMINATOR = Pattern.compile("\\s?/\\s?(?:" + MONEY
            + "|m[23²³])|\\sof\\s(?:fossil|biogenic)\\s(?:fuel\\s)?origin\\sper\\s|\\sper\\s+(?:(?:million|billion|thousand)\\s)?"
            + MONEY);
    /** Below a slash, where it is no article: EUR/a. */
    private static final Pattern YEAR_BELOW = Pattern.compile("(?<=/)a(?![\\p{L}\\d])");

    private static final Pattern A_YEAR = Pattern.compile("(?<=[\\p{L}\\d%])\\sp\\.?a\\.?$");
    /** As in the French "d'une". */
    private static final Pattern ELISION = Pattern.compile("['’]\\p{L}");

    private static final Pattern CELSIUS = Pattern.compile(
            "°C|C(?=(?:\\s?/\\s?|\\sper\\s)(?:[\\d, ]+|thousand )?(?:a|y|yr|year|dec|decade|century|millennium)s?$)");

    private static final Pattern EACH = Pattern.compile("\\s+an?\\s+(?=(?:hour|day|night|week|month|year|quarter)\\b)");

    private final Units units;

    UnitFinder(Units units) {
        this.units = units;
    }

    /** A unit and where it ends. */
    record Place(int end, NamedUnit unit) {
        boolean counted() {
            return COUNTED.contains(unit.quantity());
        }

        boolean money() {
            return unit.quantity().equals("money");
        }

        /** Thousands or millions of a currency in one word: MEUR, k$. */
        boolean prefixedMoney() {
            return money() && unit.toSi(BigDecimal.ONE).compareTo(BigDecimal.ONE) > 0;
        }
    }

    /** The unit after a number that ends at {@code from}, one space or hyphen between them or none. */
    Optional<Place> after(String text, int from) {
        int start = from;
        boolean hyphen = start < text.length() && "-\u2010\u2011".indexOf(text.charAt(start)) >= 0;
        if (hyphen) {
            start++;
        } else {
            while (start < text.length() && start < from + 2 && isGap(text.charAt(start))) {
                start++;
            }
        }
        return longest(text, start, ends(text, start, hyphen ? 1 : MOST_TOKENS), start > from);
    }

    /** The unit below a price that begins at {@code start}, up to what it is divided by in turn: of "kW-month" the kilowatt. */
    Optional<Place> below(String text, int start) {
        Matcher year = YEAR_BELOW.matcher(text).region(start, text.length()).useTransparentBounds(true);
        if (year.lookingAt()) {
            return read("year").map(unit -> new Place(year.end(), unit));
        }
        return longest(
                text,
                start,
                ends(text, start, MOST_TOKENS).stream()
                        .filter(end ->
                                !DIVIDED.matcher(text.substring(start, end)).find())
                        .toList(),
                true);
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\u2009' || c == '\n' || c == '\r';
    }

    private Optional<Place> longest(String text, int start, List<Integer> ends, boolean apart) {
        for (int i = ends.size() - 1; i >= 0; i--) {
            int end = ends.get(i);
            String words = text.substring(start, end);
            Optional<NamedUnit> unit = acceptable(words, apart) ? read(words) : Optional.empty();
            if (unit.isPresent()) {
                return goesOn(text, words, end) ? Optional.empty() : Optional.of(new Place(end, unit.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether what follows changes the unit and is not understood: "tCO2e/$m of revenue", "per EUR million", "W/m2K". */
    private static boolean goesOn(String text, String words, int end) {
        if (words.length() == 1
                && ELISION.matcher(text).region(end, text.length()).lookingAt()) {
            return true;
        }
        boolean perMoney = PER_MONEY.matcher(words).find();
        Matcher behind = (perMoney ? HOW_MUCH : DENOMINATOR).matcher(text).region(end, text.length());
        return behind.lookingAt();
    }

    private static List<Integer> ends(String text, int start, int most) {
        List<Integer> ends = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        Matcher joint = JOINT.matcher(text);
        Matcher bracket = BRACKET.matcher(text);
        int limit = Math.min(text.length(), start + FARTHEST);
        int at = start;
        while (ends.size() < most && at < limit) {
            token.region(at, limit);
            if (!token.lookingAt()) {
                break;
            }
            for (int i = at + 1; i < token.end(); i++) {
                if (text.charAt(i) == '-') {
                    ends.add(i);
                }
            }
            Matcher note = NOTE.matcher(token.group());
            if (note.find()) {
                ends.add(at + note.start());
                break;
            }
            ends.add(token.end());
            bracket.region(token.end(), limit);
            if (bracket.lookingAt()) {
                ends.add(bracket.end());
            }
            joint.region(token.end(), limit);
            if (!joint.lookingAt()) {
                break;
            }
            at = joint.end();
        }
        return ends;
    }

    /** Words that the table reads and running text means otherwise. */
    private static boolean acceptable(String words, boolean apart) {
        return !AMBIGUOUS.contains(words)
                && !words.startsWith("the ")
                && !words.startsWith("in ")
                && !ENDS_OPEN.matcher(words).find()
                && (apart || !words.startsWith("th"));
    }

    private Optional<NamedUnit> read(String words) {
        String each = EACH.matcher(words).replaceAll(" per ");
        String year = A_YEAR.matcher(each).replaceAll(" per year");
        String whole =
                WATT_TIMES.matcher(WATT_HOURS.matcher(year).replaceAll("h")).replaceAll("·");
        String plain = SHADE.matcher(whole).replaceAll("");
        return known(plain).or(() -> known(capital(words))).filter(unit -> saysWhatOf(plain, unit));
    }

    /** A mass may say what it is of; "20 per cent ammonia", "a 50 MW power plant" and "95 % of homes" go on otherwise. */
    private static boolean saysWhatOf(String words, NamedUnit unit) {
        List<String> substances = unit.substances();
        boolean gases = GASES.containsAll(substances);
        if (words.contains(" of ")) {
            return words.endsWith("equivalent") && substances.isEmpty()
                    || gases && !substances.isEmpty() && unit.siSymbol().startsWith("kg");
        }
        boolean share = unit.quantity().equals("ratio") && !words.contains("/") && !words.contains(" per ");
        return gases && (substances.isEmpty() || !share);
    }

    private Optional<NamedUnit> known(String words) {
        // a scale with an offset has no quotients; degrees per decade are differences
        return units.read(words).or(() -> {
            Matcher celsius = CELSIUS.matcher(words);
            return celsius.lookingAt() ? units.read("K" + words.substring(celsius.end())) : Optional.empty();
        });
    }

    /** The megawatts of headlines without capitals; nobody writes of milliwatts there. */
    private static String capital(String words) {
        return words.replaceFirst("^mw", "MW").replaceFirst("^mva", "MVA");
    }
}
