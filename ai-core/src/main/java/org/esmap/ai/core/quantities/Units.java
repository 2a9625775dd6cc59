package org.esmap.ai.core.quantities;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads unit texts. Thread-safe; one instance serves the whole process.
 *
 * <p>Understood are the words of {@code units.csv} with their prefixes, products ({@code kWh·m}), quotients
 * ({@code kWh/m2/a}, {@code tonnes per year}), multipliers ({@code million tonnes}, {@code $bn}), what a unit is of
 * ({@code tCO2e}, {@code tonnes of carbon dioxide}, {@code barrels of oil}) and numbers below a slash ({@code l/100km}).
 * Letter case counts; it is forgiven in words of three letters or more where only one meaning remains.
 */
public final class Units {
    private static final int LONGEST_TEXT = 80;
    /** Bounds what texts of callers can make this class remember. */
    private static final int MOST_REMEMBERED = 4_096;

    private static final class Standard {
        static final Units INSTANCE = load();

        /** indriya finds its arithmetic through the context class loader, which in a server may not know it. */
        private static Units load() {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(Units.class.getClassLoader());
            try {
                return new Units(new UnitTable());
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private final UnitTable table;
    private final Map<String, Optional<NamedUnit>> remembered = new ConcurrentHashMap<>();

    private Units(UnitTable table) {
        this.table = table;
    }

    /** The units of the platform's own table, loaded at the first call. */
    public static Units standard() {
        return Standard.INSTANCE;
    }

    /**
     * The unit that {@code text} names, such as {@code "MWh"} or {@code "million tonnes of CO2"}; empty where the text
     * is not a unit, is longer than 80 characters, cannot be read in one way, or multiplies a scale with an offset
     * ({@code "°C·d"}). A unit whose words are ambiguous in
     * the field ({@code "ton"}, {@code "gallon"}) is read in its commonest sense and carries a
     * {@link NamedUnit#caution()}.
     */
    public Optional<NamedUnit> read(String text) {
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        Optional<NamedUnit> known = remembered.get(text);
        if (known != null) {
            return known;
        }
        Optional<NamedUnit> unit = table.text().parse(text).map(table::named);
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(text, unit);
        return unit;
    }

    /**
     * As {@link #read}, for texts of the program's own.
     *
     * @throws IllegalArgumentException where the text is not a unit
     */
    public NamedUnit require(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("Not a unit: '" + text + "'"));
    }
}
