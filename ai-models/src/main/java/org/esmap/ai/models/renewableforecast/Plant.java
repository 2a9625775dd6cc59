package org.esmap.ai.models.renewableforecast;

import java.util.List;
import org.esmap.ai.core.model.Deadline;

/** The physics of a plant: weather in, power and the features of the learned model out. */
sealed interface Plant permits SolarPlant, WindPlant {
    /**
     * @throws org.esmap.ai.core.failure.AiException with {@code DEADLINE_EXCEEDED}
     */
    Physics run(Weather weather, Deadline deadline);

    /** Name of the ONNX file of this technology's quantiles. */
    String quantilesFile();

    /** The steps of the physics with their sources, for the answer. */
    List<String> method(Weather.Given given);
}
