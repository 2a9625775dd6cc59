package org.esmap.ai.models.renewableforecast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.models.renewableforecast.Matches.Match;
import org.jspecify.annotations.Nullable;

/** An open version: reads, runs the physics, corrects it, refines it by history, answers. */
final class RenewableForecast implements Predictor {
    /** The substitute runs after the deadline and must still be quick. */
    private static final Duration BRIEF = Duration.ofSeconds(1);

    private static final String SUBSTITUTE =
            "The physics alone answered, with a fixed spread in place of the learned one and of the history.";

    private final Settings settings;
    private final Turbines turbines;
    private final QuantileModel solar;
    private final QuantileModel wind;

    RenewableForecast(Bundle bundle, OnnxSessions sessions) {
        this.settings = bundle.settings(Settings.class);
        this.turbines = Turbines.of(bundle);
        int levels = settings.levels().size();
        this.solar = new QuantileModel(bundle, sessions, "solar.onnx", levels);
        try {
            this.wind = new QuantileModel(bundle, sessions, "wind.onnx", levels);
        } catch (RuntimeException e) {
            solar.close();
            throw e;
        }
    }

    @Override
    public Prediction predict(Query query) {
        ForecastInput input = InputReader.read(query, settings, turbines);
        Physics physics = input.plant().run(input.weather(), query.deadline());
        query.deadline().check();
        QuantileModel model = input.plant() instanceof SolarPlant ? solar : wind;
        double[][] quantiles = model.quantilesKw(physics);
        query.deadline().check();
        return refined(input, physics, quantiles);
    }

    private Prediction refined(ForecastInput input, Physics physics, double[][] quantiles) {
        double capacityKw = input.site().capacityKw();
        List<Warning> warnings = warnings(input, physics);
        Refinement refinement = Refinement.none(settings.levels().size());
        @Nullable Skill skill = null;
        if (!input.history().isEmpty()) {
            List<Match> matches = Matches.of(input.weather(), input.history(), physics, quantiles);
            refinement = Refinement.learn(matches, settings, capacityKw);
            skill = Skill.measure(matches, input.weather(), input.history(), settings, capacityKw);
            warnings.addAll(HistoryDoubts.of(input, physics, matches, refinement, skill, settings));
        }
        double[][] bounded = new double[quantiles.length][];
        for (int i = 0; i < bounded.length; i++) {
            double[] taught = refinement.apply(quantiles[i], settings.median());
            bounded[i] = Bounds.within(taught, settings.median(), capacityKw, physics.still()[i]);
        }
        List<String> method = method(
                input, "Learned quantile correction (ONNX): " + input.plant().quantilesFile());
        if (refinement.isLearned()) {
            method.add("History: bias factor " + Math.rint(refinement.scale() * 1e4) / 1e4 + ", conformal widths");
        }
        return Prediction.of(new ForecastAnswer(input, settings, physics, bounded, skill, method, warnings).output())
                .withWarnings(warnings);
    }

    /** The physics with a fixed spread, marked degraded. */
    Prediction physicsOnly(Query query) {
        ForecastInput input = InputReader.read(query, settings, turbines);
        Physics physics = input.plant().run(input.weather(), Deadline.after(BRIEF));
        List<Double> spread = input.plant() instanceof SolarPlant
                ? settings.spread().solar()
                : settings.spread().wind();
        double[][] bounded = new double[physics.powerKw().length][spread.size()];
        for (int i = 0; i < bounded.length; i++) {
            for (int k = 0; k < spread.size(); k++) {
                bounded[i][k] = physics.powerKw()[i] * spread.get(k);
            }
            bounded[i] =
                    Bounds.within(bounded[i], settings.median(), input.site().capacityKw(), physics.still()[i]);
        }
        List<Warning> warnings = warnings(input, physics);
        List<String> method = method(input, "Fixed spread around the physics");
        Object output = new ForecastAnswer(input, settings, physics, bounded, null, method, warnings).output();
        return Prediction.substitute(output, SUBSTITUTE).withWarnings(warnings);
    }

    private static List<Warning> warnings(ForecastInput input, Physics physics) {
        List<Warning> warnings = new ArrayList<>(input.warnings());
        warnings.addAll(physics.warnings());
        return warnings;
    }

    private static List<String> method(ForecastInput input, String last) {
        List<String> method =
                new ArrayList<>(input.plant().method(input.weather().given()));
        method.add(last);
        return method;
    }

    @Override
    public void close() {
        solar.close();
        wind.close();
    }
}
