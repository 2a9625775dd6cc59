package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.models.gridoptimizer.ConvexSolver.Optimum;
import org.jspecify.annotations.Nullable;

/** Answers a {@link Scenario}: solve, verify, then look for changes that save. Thread-safe. */
final class Optimizer {
    private static final String FEASIBLE = "feasible";

    private final Settings settings;

    Optimizer(Settings settings) {
        this.settings = settings;
    }

    /**
     * The verified answer.
     *
     * @throws IllegalStateException where the optimum did not pass its check
     * @throws TimeBudget.OutOfTime where nothing could be verified in time
     */
    Prediction answer(Scenario scenario, TimeBudget budget) throws TimeBudget.OutOfTime {
        long began = System.nanoTime();
        PowerFlow flow = new PowerFlow(scenario.network());
        for (ConvexSolver.Way way : ConvexSolver.Way.values()) {
            Formulation formulation = new Formulation(scenario, flow, settings, Formulation.Mode.LEAST_COST);
            try (ConvexSolver solver = new ConvexSolver(
                    formulation.program(), settings.tolerances().rounds(), way)) {
                Solved solved = solve(formulation, solver, budget);
                if (solved == null) {
                    break;
                }
                Operation run = solved.operation();
                double[][] flows = solved.flows(run);
                Certificate certificate = solved.certificate(run, flows);
                if (proves(certificate)) {
                    return told(solved, run, flows, certificate, solver, budget, began);
                }
                if (way == ConvexSolver.Way.BY_VERTICES) {
                    throw new IllegalStateException("gap " + certificate.gap() + ", " + certificate.worst()
                            + " missed by " + certificate.maxViolation());
                }
            } catch (TooLarge e) {
                // By vertices only limits that a point breaks become rows, not those that it comes near.
                if (way == ConvexSolver.Way.BY_VERTICES) {
                    throw e;
                }
            }
        }
        Relaxation.Least least = Relaxation.find(scenario, flow, settings, budget);
        return Prediction.of(AnswerBuilder.infeasible(scenario, least)).withWarnings(scenario.warnings());
    }

    private @Nullable Solved solve(Formulation formulation, ConvexSolver solver, TimeBudget budget)
            throws TimeBudget.OutOfTime {
        boolean units = formulation.scenario().commitment();
        IntegerSearch.Plan plan = new IntegerSearch(formulation, solver, settings.commitment(), units, budget).solve();
        if (plan == null) {
            return null;
        }
        Optimum priced = new OneMoreMwh(formulation, solver, budget).priced(plan.optimum());
        return new Solved(formulation, priced, plan.bound(), plan.on());
    }

    private boolean proves(Certificate certificate) {
        Double gap = certificate.gap();
        return certificate.maxViolation() <= settings.tolerances().violationMw()
                && gap != null
                && Math.abs(gap) <= settings.tolerances().gap();
    }

    private Prediction told(
            Solved solved,
            Operation run,
            double[][] flows,
            Certificate certificate,
            ConvexSolver solver,
            TimeBudget budget,
            long began) {
        Scenario scenario = solved.formulation().scenario();
        // Before anything is tried on the program that the figures come from.
        Answer answer =
                AnswerBuilder.of(scenario, run, flows, solved, status(solved, certificate), certificate, List.of());
        List<Warning> warnings = new ArrayList<>(scenario.warnings());
        List<Answer.Recommendation> changes = List.of();
        boolean hurried = budget.pressed() && answer.status().equals(FEASIBLE);
        if (scenario.recommend()) {
            double seconds = settings.recommend().shareOfAnswer() * (System.nanoTime() - began) / 1e9;
            TimeBudget most = budget.share(settings.recommend().shareOfTime());
            TimeBudget share = most.atMost(Math.max(settings.recommend().seconds(), seconds));
            Recommendations.Found found = Recommendations.find(solved, solver, settings, most, share);
            changes = found.changes();
            hurried |= budget.pressed() && most.spent();
            if (share.spent()) {
                warnings.add(truncated("The time for recommendations ended before every candidate was tried"));
            }
            if (found.tooLarge()) {
                warnings.add(truncated("Some changes would take too much memory to be tried"));
            }
        }
        Prediction told = Prediction.of(answer.with(changes)).withWarnings(warnings);
        return hurried ? told.asHurried() : told;
    }

    private static Warning truncated(String why) {
        return new Warning(Warning.TRUNCATED, why);
    }

    private String status(Solved solved, Certificate certificate) {
        Double gap = certificate.integerGap();
        boolean proved = solved.isBounded()
                && (gap == null || gap <= settings.commitment().targetGap());
        return proved ? "optimal" : FEASIBLE;
    }
}
