package org.esmap.ai.core.quantities;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds currencies by sign, ISO 4217 code and English name. */
final class Currencies {
    /** Codes that are English words when written small. */
    private static final Set<String> WORDS = Set.of(
            "all", "top", "try", "cup", "mop", "sos", "pen", "gel", "bob", "mad", "lak", "ron", "cad", "xxx", "bam");

    private final Map<String, Money> before = new HashMap<>();
    private final Map<String, Money> after = new HashMap<>();
    private final Pattern beforePattern;
    private final Pattern afterPattern;

    /** One unit of money: {@code factor} of the currency {@code iso}. */
    record Money(String iso, BigDecimal factor) {}

    /** A currency and where it ends. */
    record Place(int end, Money money) {}

    Currencies() {
        for (String code : inUse()) {
            Money money = new Money(code, BigDecimal.ONE);
            before.put(money.iso(), money);
            after.put(money.iso(), money);
            String small = money.iso().toLowerCase(Locale.ROOT);
            if (!WORDS.contains(small)) {
                before.put(small, money);
            }
        }
        rows().forEach(this::add);
        beforePattern = Pattern.compile("(" + alternatives(before) + ")" + Numerals.GAP + "?(?=[-−–]?\\d)");
        afterPattern = Pattern.compile(Numerals.GAP + "{0,2}(" + alternatives(after) + ")(?![\\p{L}\\d])");
    }

    /** Codes of money that some country pays with today: those of former money are other things, such as TRL 6 or DEM. */
    private static Set<String> inUse() {
        return Arrays.stream(Locale.getISOCountries())
                .map(country -> Currency.getInstance(
                        new Locale.Builder().setRegion(country).build()))
                .filter(Objects::nonNull)
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toSet());
    }

    private void add(String[] row) {
        Money money = new Money(row[0], new BigDecimal(row[1]));
        for (String sign : row[2].split("\\|")) {
            if (!sign.isEmpty()) {
                before.put(sign, money);
                if (!Character.isLetter(sign.charAt(sign.length() - 1))) {
                    after.put(sign, money);
                }
            }
        }
        for (String word : row[3].split("\\|")) {
            if (!word.isEmpty()) {
                after.put(word, money);
                // 0.1 C per decade is no price
                if (word.length() > 1) {
                    after.put(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1), money);
                    after.put(word.toUpperCase(Locale.ROOT), money);
                }
            }
        }
    }

    private static String alternatives(Map<String, Money> names) {
        return names.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
    }

    /** The currency that begins at {@code at}, where a number follows it. */
    Optional<Place> before(String text, int at) {
        Matcher matcher = beforePattern.matcher(text).region(at, text.length());
        matcher.useTransparentBounds(true);
        return matcher.lookingAt()
                ? Optional.of(new Place(matcher.end(), before.get(matcher.group(1))))
                : Optional.empty();
    }

    /** The currency that follows a number which ends at {@code at}. */
    Optional<Place> after(String text, int at) {
        Matcher matcher = afterPattern.matcher(text).region(at, text.length());
        matcher.useTransparentBounds(true);
        return matcher.lookingAt()
                ? Optional.of(new Place(matcher.end(), after.get(matcher.group(1))))
                : Optional.empty();
    }

    private static List<String[]> rows() {
        try (InputStream in = Currencies.class.getResourceAsStream("currencies.csv")) {
            if (in == null) {
                throw new IllegalStateException("currencies.csv is missing");
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(";", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
