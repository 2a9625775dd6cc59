package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.quantities.NamedUnit;
import org.esmap.ai.core.quantities.Units;

/** Reads units of an input and refuses what has no single meaning. */
final class UnitReading {
    private static final Map<ActivityType, String> ALLOWED = Map.of(
            ActivityType.ELECTRICITY, "energy: Wh, kWh, MWh, GWh, TWh, MJ, GJ, TJ, MMBtu, toe",
            ActivityType.HEAT, "energy: kWh, MWh, MJ, GJ, TJ, MMBtu, Gcal",
            ActivityType.FUEL,
                    "energy: kWh, MWh, GJ, TJ, MMBtu, therm, toe; mass: kg, t, lb, short ton, long ton;"
                            + " volume: L, m3, ft3, bcm, US gal, imp gal, bbl",
            ActivityType.TRANSPORT,
                    "distance: km, mi, nmi; passenger transport: pkm; freight transport: tkm, t-nmi, short ton-mile",
            ActivityType.REFRIGERANT, "mass: g, kg, t, lb",
            ActivityType.CUSTOM,
                    "a unit of energy, mass, volume, length, area, time or money; person, household, vehicle;"
                            + " 1 for whatever else is counted, with a factor per 1");

    private static final BigDecimal SHORTEST_METRES = new BigDecimal("0.01");

    private static final Pattern MILLI = Pattern.compile("(?:^|[/\\s])m(?:Wh|W h|J)\\b");

    /** In one spelling: nanometres whatever their power, millimetres squared or cubed. */
    private static final Pattern TINY = Pattern.compile("(?<!\\p{L})(?:nm(?!\\p{L})|mm\\^)");

    private UnitReading() {}

    static NamedUnit read(String pointer, String text, ActivityType type) {
        NamedUnit unit = Units.standard()
                .read(text)
                .orElseThrow(() -> AiException.invalid(pointer, "Unknown unit '" + text + "'", ALLOWED.get(type)));
        refuseAmbiguous(pointer, text, unit);
        if (type != ActivityType.CUSTOM && !unit.substances().isEmpty()) {
            throw AiException.invalid(
                    pointer,
                    "Expected a unit alone, found one of " + String.join(", ", unit.substances()) + " in '" + text
                            + "'; what is measured stands in other members",
                    ALLOWED.get(type));
        }
        if (type == ActivityType.TRANSPORT && isTiny(unit)) {
            throw AiException.invalid(
                    pointer, "Expected a distance, found '" + text + "'; a nautical mile is nmi", ALLOWED.get(type));
        }
        return unit;
    }

    /** No journey is measured in nanometres, which {@code nm} says. */
    private static boolean isTiny(NamedUnit unit) {
        return unit.siSymbol().equals("m") && unit.toSi(BigDecimal.ONE).compareTo(SHORTEST_METRES) < 0;
    }

    static void refuseAmbiguous(String pointer, String text, NamedUnit unit) {
        if (MILLI.matcher(text).find()) {
            throw AiException.invalid(
                    pointer,
                    "Ambiguous unit '" + text
                            + "': a small m is milli, and nobody meters a thousandth of a watt hour or"
                            + " joule. Write the one you mean",
                    "MWh, MJ, kWh, kJ, …");
        }
        if (TINY.matcher(unit.symbol()).find()) {
            throw AiException.invalid(
                    pointer,
                    "Ambiguous unit '" + text
                            + "': nm is a nanometre and mm a millimetre, and nobody meters in those. A"
                            + " cubic metre at the conditions of the factor is m3, a normal one (Nm3, at 0 °C) some 5.5 %"
                            + " more; a nautical mile is nmi",
                    "m3, L, km, nmi, …");
        }
        if (unit.hasOffset()) {
            throw AiException.invalid(
                    pointer,
                    "Ambiguous unit '" + text + "': a temperature is no amount, and its degrees are no multiples of"
                            + " one. Write K for a difference",
                    "K, …");
        }
        String caution = unit.caution();
        if (caution != null) {
            throw AiException.invalid(
                    pointer,
                    "Ambiguous unit '" + text + "': " + caution + ". Write the one you mean",
                    "t, short ton, long ton, US gal, imp gal, lb, …");
        }
    }

    static String allowed(ActivityType type) {
        return String.valueOf(ALLOWED.get(type));
    }
}
