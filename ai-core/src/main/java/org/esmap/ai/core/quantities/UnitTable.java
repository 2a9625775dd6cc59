package org.esmap.ai.core.quantities;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.measure.Unit;
import org.esmap.ai.core.quantities.NamedUnit.Naming;
import org.esmap.ai.core.quantities.Terms.Substance;
import org.esmap.ai.core.quantities.Terms.Term;
import org.jspecify.annotations.Nullable;
import systems.uom.ucum.format.UCUMFormat;
import tech.units.indriya.unit.BaseUnit;
import tech.units.indriya.unit.UnitDimension;

/** Loads the tables beside this class. A table with an error fails the start. */
final class UnitTable {
    /** Dimensions of our own take the letters of Unicode's private use area. */
    private static final char FIRST_OWN_DIMENSION = '\uE000';

    private static final String ANY_CURRENCY = "¤";

    private final Terms terms = new Terms();
    private final UnitText text = new UnitText(terms);
    private final UCUMFormat ucum = UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE);
    private final List<String> currencies = new ArrayList<>();
    private final Map<String, Quantity> quantities = new HashMap<>();
    /** Names for quotients and products whose dimension has another name of its own, such as energy per volume. */
    private final Map<String, Quantity> compounds = new HashMap<>();

    private int ownDimensions;

    /** The names of one dimension; {@code ofGas} where it is of a greenhouse gas. */
    private record Quantity(
            String name, String siSymbol, @Nullable String ofGas) {}

    /** A decimal prefix. */
    private enum Prefix {
        n("nano", -9),
        µ("micro", -6),
        m("milli", -3),
        c("centi", -2),
        d("deci", -1),
        h("hecto", 2),
        k("kilo", 3),
        M("mega", 6),
        G("giga", 9),
        T("tera", 12),
        P("peta", 15),
        E("exa", 18);

        private final String word;
        private final int power;

        Prefix(String word, int power) {
            this.word = word;
            this.power = power;
        }

        Unit<?> of(Unit<?> unit) {
            return unit.multiply(
                    Ratio.of(BigDecimal.ONE.scaleByPowerOfTen(power)).toRational());
        }
    }

    UnitTable() {
        rows("units.csv", 7).forEach(this::addUnit);
        rows("substances.csv", 3).forEach(this::addSubstance);
        rows("quantities.csv", 3).forEach(this::addQuantity);
    }

    UnitText text() {
        return text;
    }

    NamedUnit named(UnitText.Parsed parsed) {
        String dimension = Dimensions.key(parsed.unit());
        Map<String, Quantity> first = parsed.terms().size() > 1 ? compounds : Map.of();
        Quantity quantity = first.containsKey(dimension)
                ? first.get(dimension)
                : quantities.getOrDefault(
                        dimension,
                        new Quantity("other", String.valueOf(parsed.unit().getSystemUnit()), null));
        boolean ofGas = parsed.substances().stream().anyMatch(Substance::greenhouseGas);
        String name = ofGas && quantity.ofGas() != null ? quantity.ofGas() : quantity.name();
        List<String> substances =
                parsed.substances().stream().map(Substance::name).toList();
        return new NamedUnit(
                parsed.symbol(),
                new Naming(name, quantity.siSymbol(), dimension),
                substances,
                parsed.caution(),
                parsed.unit());
    }

    private void addUnit(String[] row) {
        Unit<?> unit = definition(row[0], row[1]);
        if (!row[2].equals("1")) {
            unit = unit.multiply(Ratio.of(new BigDecimal(row[2])).toRational());
        }
        boolean money = row[1].equals("money");
        boolean multiplier = row[1].equals("1") && !row[2].equals("1");
        String caution = row[5].isEmpty() ? null : row[5];
        if (money) {
            currencies.add(row[0]);
        }
        Term term = new Term(row[0], unit, caution, money, Dimensions.key(unit).equals("{[M]=1}"), multiplier);
        if (caution == null) {
            terms.put(row[0], term);
        }
        List<String> aliases = List.of(row[4].split("\\|"));
        aliases.forEach(alias -> terms.put(bare(alias), term));
        for (String prefix : row[3].isEmpty() ? List.<String>of() : List.of(row[3].split(" "))) {
            addPrefixed(Prefix.valueOf(prefix), term, aliases);
        }
    }

    private void addPrefixed(Prefix prefix, Term term, List<String> aliases) {
        Term prefixed = new Term(
                prefix.name() + term.symbol(),
                prefix.of(term.unit()),
                term.caution(),
                term.money(),
                term.mass(),
                term.multiplier());
        for (String alias : aliases) {
            if (alias.startsWith("+")) {
                terms.put(prefix.name() + bare(alias), prefixed);
            } else if (alias.startsWith("~")) {
                terms.put(prefix.word + bare(alias), prefixed);
            }
        }
    }

    private static String bare(String alias) {
        return UnitText.normalise(alias.startsWith("+") || alias.startsWith("~") ? alias.substring(1) : alias);
    }

    private Unit<?> definition(String symbol, String definition) {
        if (definition.equals("base") || definition.equals("money")) {
            char dimension = (char) (FIRST_OWN_DIMENSION + ownDimensions++);
            return new BaseUnit<>(symbol, symbol, UnitDimension.parse(dimension));
        }
        return definition.startsWith("=") ? own(definition.substring(1)) : ucum.parse(definition);
    }

    private Unit<?> own(String expression) {
        return text.parse(expression)
                .orElseThrow(() -> new IllegalStateException("Unit table: cannot read '" + expression + "'"))
                .unit();
    }

    private void addSubstance(String[] row) {
        Substance substance = new Substance(row[0], row[1].equals("yes"));
        for (String alias : row[2].split("\\|")) {
            terms.put(alias, substance);
        }
    }

    private void addQuantity(String[] row) {
        if (!row[1].contains(ANY_CURRENCY)) {
            addQuantity(row[0], row[1], row[2]);
            return;
        }
        for (String currency : currencies) {
            addQuantity(row[0], row[1].replace(ANY_CURRENCY, currency), row[2]);
        }
    }

    private void addQuantity(String name, String siSymbol, String ofGas) {
        String dimension = Dimensions.key(own(siSymbol));
        Quantity quantity = new Quantity(name, siSymbol, ofGas.isEmpty() ? null : ofGas);
        if (quantities.putIfAbsent(dimension, quantity) != null) {
            compounds.put(dimension, quantity);
        }
    }

    private static List<String[]> rows(String name, int columns) {
        try (InputStream in = UnitTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Unit table: " + name + " is missing");
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> row(name, line, columns))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] row(String name, String line, int columns) {
        String[] row = line.split(";", -1);
        if (row.length != columns) {
            throw new IllegalStateException(
                    "Unit table: " + name + " needs " + columns + " columns, found '" + line + "'");
        }
        return row;
    }
}
