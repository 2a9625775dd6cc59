package org.esmap.ai.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Golden;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.onnx.OnnxInspection;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.scheduling.SchedulingSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every model that the container finds, held to what its bundle promises. A new model is tested without a line here. */
class ModelContractTest {
    @TempDir
    static Path data;

    private static ShippedModels models;
    private static List<LoadedVersion> versions;

    @BeforeAll
    static void loadEveryModel() throws IOException {
        models = new ShippedModels(data, any -> true);
        versions = models.load();
    }

    @AfterAll
    static void close() {
        models.close();
    }

    @Test
    void findsModels() {
        assertThat(versions).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicNode> keepsItsContract() {
        return versions.stream()
                .map(version -> dynamicContainer(version.manifest().id().value(), checks(version)));
    }

    private static Stream<DynamicNode> checks(LoadedVersion version) {
        List<DynamicNode> checks = new ArrayList<>();
        checks.add(dynamicTest("states its id and version", () -> {
            assertThat(version.manifest().id()).isEqualTo(version.model().id());
            assertThat(version.manifest().version()).isEqualTo(version.model().shippedVersion());
        }));
        checks.add(dynamicTest("brings a card, schemas, an example and golden cases", () -> {
            assertThat(version.bundle().files().keySet())
                    .contains(
                            Bundle.CARD,
                            Bundle.INPUT_SCHEMA,
                            Bundle.PARAMETERS_SCHEMA,
                            Bundle.OUTPUT_SCHEMA,
                            Bundle.EXAMPLE,
                            Bundle.GOLDEN);
            assertThat(version.golden()).anyMatch(g -> g.error() != null).anyMatch(g -> g.expect() != null);
        }));
        checks.add(dynamicTest(
                "brings networks that an import would let in",
                () -> version.bundle().files().entrySet().stream()
                        .filter(file -> file.getKey().endsWith(".onnx"))
                        .forEach(file -> OnnxInspection.check(file.getValue()))));
        checks.add(dynamicTest("leaves it to permits how often it runs at a time", () -> leavesItToPermits(version)));
        checks.add(dynamicTest("answers its example in the form it promises", () -> answersExample(version)));
        checks.add(dynamicTest("falls back honestly or refuses", () -> fallsBack(version)));
        version.golden().forEach(golden -> checks.add(dynamicTest(golden.name(), () -> keeps(version, golden))));
        return checks.stream();
    }

    /** A bulkhead that an operator makes narrower refuses, and counts as no fault of the model. */
    private static void leavesItToPermits(LoadedVersion version) throws NoSuchMethodException {
        Class<?> bean = version.model().getClass().getSuperclass(); // of the container's proxy
        Method predict = bean.getMethod("predict", Predictor.class, Query.class);
        assertThat(annotation(predict, Bulkhead.class).value()).isEqualTo(SchedulingSettings.MOST_PERMITS);
        assertThat(annotation(predict, CircuitBreaker.class).skipOn())
                .containsExactlyInAnyOrder(AiException.class, BulkheadException.class);
        assertThat(annotation(predict, Fallback.class).skipOn())
                .containsExactlyInAnyOrder(AiException.class, BulkheadException.class);
    }

    private static <A extends Annotation> A annotation(Method predict, Class<A> type) {
        A found = predict.getAnnotation(type);
        assertThat(found)
                .as("@%s of %s: see Model", type.getSimpleName(), predict)
                .isNotNull();
        return found;
    }

    private static void answersExample(LoadedVersion version) throws IOException {
        Query query = ShippedModels.example(version);
        version.check(query);
        Prediction prediction = version.model().predict(version.predictor(), query);
        assertThat(prediction.degraded()).isFalse();
        assertThat(version.outputErrors(json(prediction))).isEmpty();
    }

    /** A substitute is asked for once the deadline has passed, too. */
    private static void fallsBack(LoadedVersion version) throws IOException {
        Query example = ShippedModels.example(version);
        Query late = new Query(example.input(), example.parameters(), Deadline.after(Duration.ZERO));
        Prediction prediction;
        try {
            prediction = version.model().fallback(version.predictor(), late);
        } catch (AiException refusal) {
            assertThat(refusal.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE);
            return;
        }
        assertThat(prediction.degraded()).isTrue();
        assertThat(prediction.substitute()).isTrue();
        assertThat(version.outputErrors(json(prediction))).isEmpty();
    }

    private static void keeps(LoadedVersion version, Golden.Case golden) throws IOException {
        Query query = new Query(golden.input(), golden.parametersOrEmpty(), Deadline.after(Duration.ofMinutes(1)));
        if (golden.error() != null) {
            assertThatThrownBy(() -> {
                        version.check(query);
                        try {
                            version.model().predict(version.predictor(), query);
                        } catch (AiException refusal) {
                            throw refusal.under("/input");
                        }
                    })
                    .isInstanceOfSatisfying(AiException.class, refusal -> {
                        assertThat(refusal.code().code()).isEqualTo(golden.error());
                        if (golden.pointer() != null) {
                            assertThat(refusal.errors())
                                    .anyMatch(e -> e.pointer().equals(golden.pointer()));
                        }
                    });
            return;
        }
        version.check(query);
        JsonNode output = json(version.model().predict(version.predictor(), query));
        assertThat(golden.differs(output)).isEmpty();
        assertThat(version.outputErrors(output)).isEmpty();
    }

    private static JsonNode json(Prediction prediction) throws IOException {
        return StrictJson.MAPPER.readTree(StrictJson.MAPPER.writeValueAsBytes(prediction.output()));
    }
}
