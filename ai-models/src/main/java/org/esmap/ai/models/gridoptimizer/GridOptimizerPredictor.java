package org.esmap.ai.models.gridoptimizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;

/** A version: its solver settings and built-in cases. Every query makes and ends native solvers of its own. */
final class GridOptimizerPredictor implements Predictor {
    private static final System.Logger LOG = System.getLogger(GridOptimizerPredictor.class.getName());
    private static final String SETTINGS = "solver.json";
    private static final String CASES = "cases/";
    private static final String AGAIN =
            ". Try again, allow more time with timeLimitS and options.timeoutMs, or send a smaller question.";
    /** What the substitute may take; it is asked for when the time is over, by the caller's clock maybe twice at once. */
    private static final long SUBSTITUTE_NANOS = 1_000_000_000L;

    private final Settings settings;
    private final ScenarioReader reader;
    private final Optimizer optimizer;

    private GridOptimizerPredictor(Settings settings, Map<String, JsonNode> cases) {
        this.settings = settings;
        this.reader = new ScenarioReader(settings, cases);
        this.optimizer = new Optimizer(settings);
    }

    /**
     * Opens a bundle.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where its settings or cases cannot be read
     */
    static GridOptimizerPredictor open(Bundle bundle) {
        ObjectMapper json = new ObjectMapper()
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        try {
            Settings settings = json.readValue(bundle.text(SETTINGS), Settings.class);
            Map<String, JsonNode> cases = new TreeMap<>();
            for (String file : bundle.files().keySet()) {
                if (file.startsWith(CASES) && file.endsWith(".json")) {
                    cases.put(file.substring(CASES.length(), file.length() - 5), json.readTree(bundle.text(file)));
                }
            }
            return new GridOptimizerPredictor(settings, cases);
        } catch (JsonProcessingException e) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    "Cannot read the solver settings or a case: " + e.getOriginalMessage(),
                    e);
        }
    }

    @Override
    public Prediction predict(Query query) {
        Scenario scenario = reader.read(query.input());
        query.deadline().check();
        TimeBudget budget = TimeBudget.of(scenario.timeLimitS(), query.deadline());
        try {
            return optimizer.answer(scenario, budget);
        } catch (TooLarge e) {
            return substitute(
                    scenario,
                    e.getMessage(),
                    without ->
                            new AiException(ErrorCode.TOO_LARGE, without + ". Send fewer steps or buses, or no voll."));
        } catch (TimeBudget.OutOfTime e) {
            Prediction substitute = substitute(
                    scenario,
                    "The time limit of " + scenario.timeLimitS() + " s passed before an optimum was verified",
                    without -> new AiException(ErrorCode.DEADLINE_EXCEEDED, without + AGAIN));
            return budget.pressed() ? substitute.asHurried() : substitute;
        }
    }

    /**
     * The merit-order dispatch of a query, made without native code.
     *
     * @throws AiException with {@code MODEL_UNAVAILABLE} where none was found that keeps every limit
     */
    Prediction fallback(Query query) {
        return substitute(
                reader.read(query.input()),
                "The optimiser could not answer",
                without -> new AiException(ErrorCode.MODEL_UNAVAILABLE, without + AGAIN));
    }

    private Prediction substitute(Scenario scenario, String why, Function<String, AiException> refusal) {
        PowerFlow flow = new PowerFlow(scenario.network());
        Weighing weighing = new Weighing(scenario, settings);
        TimeBudget brief = new TimeBudget(System.nanoTime() + SUBSTITUTE_NANOS, false);
        Operation run = MeritOrder.dispatch(weighing, flow, brief);
        if (run == null) {
            throw refusal.apply(why + ", and no merit-order dispatch that keeps every limit was found within a second");
        }
        double[][] flows = new double[scenario.steps()][];
        for (int t = 0; t < flows.length; t++) {
            flows[t] = flow.flows(run.injections(scenario, t));
        }
        Certificate.Check check = new Certificate.Check(scenario, run, flows);
        double primal = weighing.objective(run);
        Certificate certificate = new Certificate(primal, null, null, null, null, check.most(), check.place());
        Answer answer = AnswerBuilder.of(scenario, run, flows, null, "feasible", certificate, List.of());
        return Prediction.substitute(answer, why + "; this is a feasible merit-order dispatch without prices")
                .withWarnings(scenario.warnings());
    }
}
