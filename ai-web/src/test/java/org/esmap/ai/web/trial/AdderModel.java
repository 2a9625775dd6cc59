package org.esmap.ai.web.trial;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Map;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Version;

/** Adds numbers, exactly; its input has a member called {@code parameters}, as some models' inputs do. */
@ApplicationScoped
public class AdderModel implements Model {
    @Override
    public ModelId id() {
        return new ModelId("adder");
    }

    @Override
    public Version shippedVersion() {
        return new Version("1.0.0");
    }

    @Override
    public Predictor open(Bundle bundle) {
        return AdderModel::add;
    }

    @Override
    public Prediction predict(Predictor predictor, Query query) {
        return predictor.predict(query);
    }

    private static Prediction add(Query query) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode number : query.input().get("numbers")) {
            sum = sum.add(number.decimalValue());
        }
        BigDecimal offset = query.input().path("parameters").path("offset").decimalValue();
        return Prediction.of(Map.of("sum", sum.add(offset)));
    }
}
