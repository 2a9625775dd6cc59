package org.esmap.ai.models.policyimpact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.language.LanguageDetector;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.core.quantities.QuantityFinder;
import org.esmap.ai.core.quantities.Units;
import org.esmap.ai.core.sharing.Handles;
import org.esmap.ai.core.text.PlainText;
import org.jspecify.annotations.Nullable;

/** An open version: classifier, mechanisms and extraction together. */
final class PolicyImpact implements Predictor {
    private static final Classifier.Reading NOTHING = new Classifier.Reading(List.of(), List.of(), new double[3]);

    private final Handles handles;
    private final Classifier classifier;
    private final LanguageDetector languages;
    private final List<String> supported;
    private final List<Mechanism> mechanisms;
    private final Acts acts;
    private final Extraction extraction = new Extraction(new QuantityFinder(Units.standard()));

    PolicyImpact(Bundle bundle, Handles handles, Classifier classifier, LanguageDetector languages) {
        this.handles = handles;
        this.classifier = classifier;
        this.languages = languages;
        this.supported = bundle.manifest().languages();
        this.mechanisms = Mechanism.of(bundle);
        this.acts = new Acts(mechanisms);
    }

    /**
     * The answer.
     *
     * @param policyFound       whether the text or the parameters hold a policy act
     * @param expectedReduction what governments reported for measures like this one, in kt CO2e a year in 2030; null
     *                          without a policy act in force
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Output(
            boolean policyFound,
            List<Classifier.Scored> sectors,
            List<Classifier.Scored> instruments,
            List<Extracted> extracted,
            List<Impact> impacts,
            @Nullable ExpectedReduction expectedReduction,
            List<Conflicts.Conflict> conflicts,
            List<String> notAssessed) {}

    /** An 80 % interval of what is reported, with its median. */
    record ExpectedReduction(double low, double central, double high, String unit, String basis) {}

    @Override
    public Prediction predict(Query query) {
        String text = query.input().path("text").asText("");
        Classifier.Reading reading = text.isBlank() ? NOTHING : classifier.read(text, query.deadline());
        Output output = assess(text, query, reading);
        Prediction prediction = Prediction.of(output);
        List<Warning> warnings = warnings(query.input());
        if (output.extracted().size() == Extraction.MOST) {
            warnings.add(new Warning(
                    "figures-limited",
                    "Only the first " + Extraction.MOST + " figures were looked at. Send the text in parts."));
        }
        if (!warnings.isEmpty()) {
            prediction = prediction.withWarnings(warnings);
        }
        if (!output.sectors().isEmpty()) {
            Classifier.Scored first = output.sectors().get(0);
            prediction = prediction.withHeadline(first.label(), first.score());
        }
        return text.isBlank() ? prediction : languages.flag(prediction, text, supported);
    }

    private static List<Warning> warnings(JsonNode input) {
        JsonNode figures = input.path("parameters");
        List<Warning> warnings = new ArrayList<>();
        if (figures.path("baseline").has("emissionsMt") && !figures.has("coverage")) {
            warnings.add(
                    new Warning(
                            "coverage-missing",
                            "baseline.emissionsMt yields no size without coverage, the share of those emissions that is covered"));
        }
        if (input.has("horizonYears") && figures.has("end") && !figures.has("start")) {
            warnings.add(
                    new Warning(
                            "start-missing",
                            "horizonYears yields no sum without start: end alone does not say for how many years the policy is in effect"));
        }
        return warnings;
    }

    /** Extraction and mechanisms alone, marked degraded. */
    Prediction withoutClassifier(Query query) {
        String text = query.input().path("text").asText("");
        return Prediction.substitute(
                assess(text, query, NOTHING), "The classifier could not answer; sectors and instruments are missing.");
    }

    private Output assess(String text, Query query, Classifier.Reading reading) {
        PlainText plain = PlainText.of(text);
        List<Clause> clauses = Clauses.of(plain.text());
        List<Extracted> stated = extraction.of(clauses);
        List<Acts.Act> found = acts.of(clauses);
        Assessment assessment = new Assessment(mechanisms);
        List<Acts.Act> working =
                found.stream().filter(act -> !act.isFree(stated)).toList();
        assessment.add(working);
        Parameters parameters = parameters(query.input());
        if (parameters != null) {
            assessment.add(parameters);
        }
        assessment.addStated(stated);
        List<Impact> impacts = impacts(assessment, query.input().path("horizonYears"), parameters);
        boolean policy = !found.isEmpty() || parameters != null;
        boolean inForce = working.stream().anyMatch(a -> a.clause().inForce() && !a.raisesEmissions());
        return new Output(
                policy,
                reading.sectors(),
                reading.instruments(),
                stated.stream().map(each -> each.in(plain)).toList(),
                impacts.stream().map(each -> each.in(plain)).toList(),
                inForce && reading != NOTHING ? reduction(reading.reductionKt()) : null,
                conflicts(found, stated, parameters).stream()
                        .map(each -> each.in(plain))
                        .toList(),
                assessment.notAssessed());
    }

    private List<Conflicts.Conflict> conflicts(
            List<Acts.Act> found, List<Extracted> stated, @Nullable Parameters parameters) {
        List<Conflicts.Conflict> conflicts = new ArrayList<>(Conflicts.of(found, stated));
        for (Acts.Act act : parameters == null ? List.<Acts.Act>of() : found) {
            if (act.mechanism().id().equals(parameters.instrument())
                    && !act.clause().inForce()) {
                conflicts.add(new Conflicts.Conflict(
                        "The text denies or takes back the " + act.mechanism().label() + " that the parameters give.",
                        Impact.Evidence.quote(act.clause()),
                        Impact.Evidence.given(act.mechanism(), parameters)));
            }
        }
        return conflicts;
    }

    private static List<Impact> impacts(Assessment assessment, JsonNode years, @Nullable Parameters parameters) {
        if (years.isMissingNode()) {
            return assessment.impacts();
        }
        Horizon horizon = parameters == null
                ? new Horizon(years.intValue(), years.intValue())
                : Horizon.of(years.intValue(), parameters);
        return assessment.impacts().stream().map(horizon::extend).toList();
    }

    private @Nullable Parameters parameters(JsonNode input) {
        JsonNode given = input.path("parameters");
        if (given.isMissingNode()) {
            return null;
        }
        Parameters parameters;
        try {
            parameters = StrictJson.MAPPER.treeToValue(given, Parameters.class);
        } catch (JsonProcessingException e) {
            throw AiException.invalid("/parameters", e.getOriginalMessage());
        }
        List<String> known = mechanisms.stream().map(Mechanism::id).toList();
        if (parameters.instrument() != null && !known.contains(parameters.instrument())) {
            throw AiException.invalid(
                    "/parameters/instrument",
                    "no instrument is called '" + parameters.instrument() + "'",
                    String.join(", ", known));
        }
        boolean price = mechanisms.stream().anyMatch(m -> m.id().equals(parameters.instrument()) && m.study() != null);
        if (price && parameters.unit() != null && !(parameters.isPricePerTonne() && isMoney(parameters.unit()))) {
            throw AiException.invalid(
                    "/parameters/unit",
                    "a price on emissions is money per tonne of CO2, found '" + parameters.unit() + "'",
                    "an ISO 4217 code and /tCO2e, such as EUR/tCO2e");
        }
        if (parameters.start() != null && parameters.end() != null && parameters.start() > parameters.end()) {
            throw AiException.invalid(
                    "/parameters/end",
                    "must not be before start " + parameters.start() + ", found " + parameters.end(),
                    "a year from " + parameters.start());
        }
        return parameters;
    }

    private static boolean isMoney(String unit) {
        String code = unit.substring(0, 3);
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }

    private static ExpectedReduction reduction(double[] kt) {
        return new ExpectedReduction(
                kt[0],
                kt[1],
                kt[2],
                "kt CO2e/year",
                "What European governments report as expected in 2030 for measures with such texts (EEA database on policies"
                        + " and measures), 80 % interval; not what the measure will do");
    }

    @Override
    public void close() {
        handles.close();
    }
}
