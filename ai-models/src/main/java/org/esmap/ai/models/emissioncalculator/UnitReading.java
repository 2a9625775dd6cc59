package org.esmap.ai.models.emissioncalculator;

import java.util.Map;
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
                    "distance: km, mi; passenger transport: pkm; freight transport: tkm, short ton-mile",
            ActivityType.REFRIGERANT, "mass: g, kg, t, lb",
            ActivityType.CUSTOM, "any unit that the factor is per");

    private UnitReading() {}

    static NamedUnit read(String pointer, String text, ActivityType type) {
        NamedUnit unit = Units.standard()
                .read(text)
                .orElseThrow(() -> AiException.invalid(pointer, "Unknown unit '" + text + "'", ALLOWED.get(type)));
        refuseAmbiguous(pointer, unit);
        if (type != ActivityType.CUSTOM && unit.substances().stream().anyMatch(GasLedger.GASES::contains)) {
            throw AiException.invalid(
                    pointer,
                    "Expected an amount of the activity, found a mass of gas '" + text + "'",
                    ALLOWED.get(type));
        }
        return unit;
    }

    static void refuseAmbiguous(String pointer, NamedUnit unit) {
        String caution = unit.caution();
        if (caution != null) {
            throw AiException.invalid(
                    pointer,
                    "Ambiguous unit, " + caution + ". Write the one you mean",
                    "t, short ton, long ton, US gal, imp gal, lb, …");
        }
    }

    static String allowed(ActivityType type) {
        return String.valueOf(ALLOWED.get(type));
    }
}
