package org.esmap.ai.models.renewableforecast;

import java.util.Map;
import java.util.Set;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.onnx.OnnxSession;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.onnx.Tensor;

/**
 * The learned correction of one technology: {@code features} [n, width] of the physics in, {@code quantiles} [n, levels] of
 * the capacity factor out. Thread-safe.
 */
final class QuantileModel implements AutoCloseable {
    private static final String IN = "features";
    private static final String OUT = "quantiles";

    private final OnnxSession session;
    private final int levels;

    QuantileModel(Bundle bundle, OnnxSessions sessions, String file, int levels) {
        this.session = sessions.open(bundle.file(file), bundle.sha256(file)).require(Set.of(IN), Set.of(OUT));
        this.levels = levels;
    }

    /** Quantiles in kW, a row for each interval, neither bounded nor ordered yet. */
    double[][] quantilesKw(Physics physics) {
        int n = physics.powerKw().length;
        Tensor features = new Tensor.Floats(physics.features(), n, physics.width());
        float[] factors =
                session.run(Map.of(IN, features), Set.of(OUT)).get(OUT).data();
        double[][] quantiles = new double[n][levels];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < levels; k++) {
                quantiles[i][k] = factors[i * levels + k] * physics.unitKw() * physics.scale()[i];
            }
        }
        return quantiles;
    }

    @Override
    public void close() {
        session.close();
    }
}
