package org.esmap.ai.models.renewableforecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.models.renewableforecast.Matches.Match;

/** What an analyst must know of a history that teaches little or fits badly. */
final class HistoryDoubts {
    /** An interval at whose middle the sun is down may have some light; no plant makes so much of it. */
    private static final double MOST_SHARE_AT_NIGHT = 0.05;

    private HistoryDoubts() {}

    static List<Warning> of(
            ForecastInput input,
            Physics physics,
            List<Match> matches,
            Refinement refinement,
            Skill skill,
            Settings settings) {
        Settings.Learning learning = settings.history();
        Optional<Plateau> plateau =
                Plateau.of(matches, settings.median(), input.site().capacityKw());
        List<Warning> warnings = new ArrayList<>();
        if (!refinement.isLearned()) {
            warnings.add(new Warning(
                    "history-too-short",
                    "Only " + matches.size() + " entries of the history meet weather by day or wind; from "
                            + learning.least()
                            + " on it refines the forecast. Let the weather begin with the history."));
        } else if (skill.intervals() == 0) {
            warnings.add(new Warning(
                    "skill-not-measured",
                    matches.size() + " entries of the history refine the forecast, too few to measure its skill on the"
                            + " newest " + Math.round(100 * learning.testShare()) + " %, for which the others must be "
                            + learning.least() + " or more."));
        }
        if (refinement.isLimited()) {
            warnings.add(new Warning(
                    "history-unlike-forecast",
                    "The history has " + Math.rint(refinement.ratio() * 1e4) / 1e4
                            + " times the power of the forecast for the same weather, beyond what is learned from it: "
                            + refinement.scale() + " times. Check unit, times, label, and the plant's data."));
        }
        if (refinement.isLearned()) {
            plateau.map(found -> heldBack(found, input.plant())).ifPresent(warnings::add);
        }
        int late = Shift.of(input.weather(), input.history(), physics, learning.least());
        if (late != 0) {
            warnings.add(shifted(late, input.weather().step()));
        }
        long fromNothing = fromNothing(input, physics);
        if (fromNothing > 0) {
            warnings.add(new Warning(
                    "power-from-nothing",
                    "In " + fromNothing + " intervals the history has power though the sun is down or the wind beyond"
                            + " cut-out. Check the offsets of the times, label, and the plant's data."));
        }
        return warnings;
    }

    private static Warning shifted(int late, Duration step) {
        return new Warning(
                "history-shifted",
                "The history fits the forecast for its weather far better when it is taken for "
                        + step.multipliedBy(Math.abs(late)).toMinutes() + " minutes "
                        + (late > 0 ? "earlier" : "later")
                        + ". Check the offsets of its times and the weather's, label, and for a plane azimuthDeg.");
    }

    private static Warning heldBack(Plateau plateau, Plant plant) {
        return new Warning(
                "history-held-back",
                plateau.entries() + " entries of the history stand at " + Bounds.rounded(plateau.powerKw())
                        + " kW while the forecast for their weather goes from " + Bounds.rounded(plateau.lowestKw())
                        + " to " + Bounds.rounded(plateau.highestKw())
                        + " kW: the plant was held back or stood still. They lower the forecast: leave them out of the"
                        + " history"
                        + (plant instanceof SolarPlant
                                ? ", or give a lasting limit as capacityKw, with pv.dcKw and pv.dcAc as they are."
                                : "."));
    }

    private static long fromNothing(ForecastInput input, Physics physics) {
        double most = MOST_SHARE_AT_NIGHT * input.site().capacityKw();
        long count = 0;
        for (int i = 0; i < physics.still().length; i++) {
            Double actual =
                    input.history().byTime().get(input.weather().get(i).time().toInstant());
            count += physics.still()[i] && actual != null && actual > most ? 1 : 0;
        }
        return count;
    }
}
