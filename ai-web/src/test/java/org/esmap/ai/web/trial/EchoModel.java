package org.esmap.ai.web.trial;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.model.Warning;

/**
 * Repeats a text and labels it by its length. {@code boom} fails, {@code slow} waits for its deadline, {@code bad} is
 * refused, {@code long} comes with a warning.
 */
@ApplicationScoped
public class EchoModel implements Model {
    @Override
    public ModelId id() {
        return new ModelId("echo");
    }

    @Override
    public Version shippedVersion() {
        return new Version("1.0.0");
    }

    @Override
    public Predictor open(Bundle bundle) {
        return EchoModel::echo;
    }

    @Override
    public Prediction predict(Predictor predictor, Query query) {
        return predictor.predict(query);
    }

    private static Prediction echo(Query query) {
        String text = query.text();
        switch (text) {
            case "boom" -> throw new IllegalStateException("secret internals");
            case "bad" -> throw AiException.invalid("/text", "is bad", "anything else");
            case "slow" -> {
                while (!query.deadline().passed()) {
                    LockSupport.parkNanos(query.deadline().remainingNanos());
                }
                query.deadline().check();
            }
            default -> {
                // answered below
            }
        }
        String label = text.length() > 10 ? "long" : "short";
        Prediction answer =
                Prediction.of(Map.of("text", text, "labels", List.of(Map.of("label", label, "score", 0.75))));
        return text.equals("long")
                ? answer.withWarnings(List.of(new Warning("truncated", "by \"way\" of test")))
                : answer;
    }
}
