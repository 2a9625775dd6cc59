package org.esmap.ai.models.renewableforecast;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Warning;
import org.jspecify.annotations.Nullable;

/** Reads one request that has passed the schema. Not thread-safe: one for each request. */
final class InputReader {
    private static final Duration LONGEST_OF_SUN = Duration.ofHours(1);
    private static final double LEAST_DC_AC = 0.2;
    private static final double MOST_DC_AC = 5;
    private final Settings settings;
    private final Turbines turbines;
    private final JsonNode input;
    private final List<Warning> warnings = new ArrayList<>();

    InputReader(Settings settings, Turbines turbines, JsonNode input) {
        this.settings = settings;
        this.turbines = turbines;
        this.input = input;
    }

    /**
     * @throws AiException with {@code INVALID_INPUT} for what the schema cannot say
     */
    static ForecastInput read(Query query, Settings settings, Turbines turbines) {
        return new InputReader(settings, turbines, query.input()).read(query.parameters());
    }

    private ForecastInput read(JsonNode parameters) {
        JsonNode place = input.get("site");
        Site site = new Site(
                place.get("lat").doubleValue(),
                place.get("lon").doubleValue(),
                place.path("elevationM").asDouble(0),
                place.get("capacityKw").doubleValue());
        boolean solar = input.get("technology").textValue().equals("solar");
        Weather weather = weather(solar);
        Plant plant = solar ? solar(site, weather.given()) : wind(site);
        History history = History.read(input.path("history"), weather, site.capacityKw());
        weather = horizon(weather, history, parameters.path("horizonHours"));
        warnOfFilled(weather);
        return new ForecastInput(site, plant, weather, history, levels(), warnings);
    }

    private Weather weather(boolean solar) {
        Duration step = Duration.ofSeconds(input.path("intervalS").asLong(3600));
        if (solar && step.compareTo(LONGEST_OF_SUN) > 0) {
            throw AiException.invalid(
                    "/intervalS",
                    "expected at most " + LONGEST_OF_SUN.toSeconds()
                            + " s for solar, since the sun's position at its middle stands for the whole interval; found "
                            + step.toSeconds() + " s. Give the weather by the hour or finer",
                    "60 to " + LONGEST_OF_SUN.toSeconds());
        }
        boolean endLabel = input.path("label").asText("start").equals("end");
        if (!solar) {
            warnOfHeights();
        }
        return WeatherReader.read(input.get("weather"), solar, settings.windHeightM(), step, endLabel);
    }

    private void warnOfHeights() {
        JsonNode rows = input.get("weather");
        long without = rows.valueStream().filter(row -> !row.has("windHeightM")).count();
        if (without > 0) {
            warnings.add(new Warning(
                    "assumed-wind-height",
                    without + " of " + rows.size()
                            + " rows of the weather state no windHeightM; their wind is taken as "
                            + settings.windHeightM() + " m high."));
        }
    }

    private SolarPlant solar(Site site, Weather.Given given) {
        refuse("wind", "solar");
        JsonNode pv = input.path("pv");
        Settings.PvDefaults defaults = settings.pv();
        double tiltDeg = pv.path("tiltDeg").asDouble(Math.min(60, Math.abs(site.lat())));
        double azimuthDeg = pv.path("azimuthDeg").asDouble(site.lat() >= 0 ? 180 : 0);
        boolean oriented = pv.has("tiltDeg") && (pv.has("azimuthDeg") || tiltDeg == 0);
        if (!oriented && given != Weather.Given.PLANE) {
            warnings.add(assumedOrientation(pv, tiltDeg, azimuthDeg));
        }
        double dcAc = pv.path("dcAc").asDouble(defaults.dcAc());
        double dcKw = pv.path("dcKw").asDouble(site.capacityKw() * dcAc);
        if (pv.has("dcKw") && (dcKw < LEAST_DC_AC * site.capacityKw() || dcKw > MOST_DC_AC * site.capacityKw())) {
            throw AiException.invalid(
                    "/pv/dcKw",
                    "expected " + LEAST_DC_AC + " to " + MOST_DC_AC + " times capacityKw, in kW, found "
                            + pv.get("dcKw").asText() + " for a capacity of " + place("capacityKw") + " kW",
                    LEAST_DC_AC * site.capacityKw() + " to " + MOST_DC_AC * site.capacityKw());
        }
        double acKw = pv.has("dcKw") && pv.has("dcAc") ? dcKw / dcAc : site.capacityKw();
        PvSystem system = new PvSystem(
                tiltDeg,
                azimuthDeg,
                dcKw,
                acKw,
                pv.path("losses").asDouble(defaults.losses()),
                pv.path("gamma").asDouble(defaults.gamma()),
                pv.path("inverterEff").asDouble(defaults.inverterEff()),
                pv.path("albedo").asDouble(defaults.albedo()));
        PvSystem reference = new PvSystem(
                system.tiltDeg(),
                system.azimuthDeg(),
                defaults.dcAc(),
                1,
                defaults.losses(),
                defaults.gamma(),
                defaults.inverterEff(),
                system.albedo());
        return new SolarPlant(site, system, reference, oriented, settings.linkeTurbidity(), settings.shearExponent());
    }

    private static Warning assumedOrientation(JsonNode pv, double tiltDeg, double azimuthDeg) {
        List<String> assumed = new ArrayList<>();
        if (!pv.has("tiltDeg")) {
            assumed.add("pv.tiltDeg is missing; modules are taken to lean by the latitude, at most 60 degrees: "
                    + Bounds.rounded(tiltDeg) + ".");
        }
        if (!pv.has("azimuthDeg")) {
            assumed.add("pv.azimuthDeg is missing; modules are taken to face the equator: " + azimuthDeg + ".");
        }
        return new Warning("assumed-orientation", String.join(" ", assumed));
    }

    private String place(String member) {
        return input.get("site").get(member).asText();
    }

    private WindPlant wind(Site site) {
        refuse("pv", "wind");
        JsonNode wind = input.path("wind");
        if (wind.has("turbine") == wind.has("curve")) {
            throw AiException.invalid(
                    "/wind", "expected either a turbine or a curve, found " + (wind.has("curve") ? "both" : "neither"));
        }
        Turbines.@Nullable Type type =
                wind.has("turbine") ? turbines.type(wind.get("turbine").textValue()) : null;
        PowerCurve curve = type == null ? CurveReader.read(wind.get("curve")) : type.curve();
        double count = WindPark.count(site.capacityKw(), type == null ? curve.highestKw() : type.nominalKw());
        if (count != Math.rint(count)) {
            warnings.add(new Warning(
                    "scaled-turbine",
                    "The capacity is no multiple of the turbine's; its curve was scaled to " + WindPark.plain(count)
                            + " turbines."));
        }
        Double roughness = wind.has("roughnessM") ? wind.get("roughnessM").doubleValue() : null;
        double hub = wind.get("hubHeightM").doubleValue();
        checkHeights(hub, roughness);
        double wakeEff = wind.path("wakeEff").asDouble(1);
        WindPark park = new WindPark(curve, count, type == null, hub, roughness, wakeEff);
        return new WindPlant(site, park, settings.shearExponent());
    }

    private void refuse(String member, String technology) {
        if (input.has(member)) {
            throw AiException.invalid(
                    "/" + member,
                    "expected no member '" + member + "' for the technology " + technology + ", found one");
        }
    }

    private void checkHeights(double hub, @Nullable Double roughness) {
        if (roughness == null) {
            return;
        }
        if (hub <= roughness) {
            throw AiException.invalid("/wind/roughnessM", "expected less than hubHeightM, found " + roughness);
        }
        JsonNode rows = input.get("weather");
        for (int i = 0; i < rows.size(); i++) {
            double height = rows.get(i).path("windHeightM").asDouble(settings.windHeightM());
            if (height <= roughness) {
                throw AiException.invalid(
                        "/weather/" + i + "/windHeightM",
                        "expected more than the roughness " + roughness + " m, found " + height + " m");
            }
        }
    }

    private static Weather horizon(Weather weather, History history, JsonNode hours) {
        if (hours.isMissingNode()) {
            return weather;
        }
        Instant from = weather.start(0).toInstant();
        for (int i = 0; i < weather.size(); i++) {
            if (history.byTime().containsKey(weather.get(i).time().toInstant())) {
                from = weather.start(i).plus(weather.step()).toInstant();
            }
        }
        Instant end = from.plusSeconds(Math.round(hours.doubleValue() * 3600));
        if (weather.end().isBefore(end)) {
            throw AiException.invalid(
                    "/weather",
                    "expected weather for the horizon of " + hours + " hours, until " + end + "; it ends at "
                            + weather.end());
        }
        return weather.until(end);
    }

    private void warnOfFilled(Weather weather) {
        List<String> filled = weather.intervals().stream()
                .filter(Weather.Interval::filled)
                .map(Weather.Interval::label)
                .toList();
        if (!filled.isEmpty()) {
            String more = filled.size() > 10 ? " and " + (filled.size() - 10) + " more" : "";
            warnings.add(new Warning(
                    "interpolated-weather",
                    "No weather was given for " + String.join(", ", filled.subList(0, Math.min(10, filled.size())))
                            + more + "; it was interpolated."));
        }
    }

    private List<Double> levels() {
        TreeSet<Double> levels = new TreeSet<>(List.of(0.1, 0.5, 0.9));
        input.path("quantiles").forEach(level -> levels.add(level.doubleValue()));
        return List.copyOf(levels);
    }
}
