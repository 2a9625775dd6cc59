package org.esmap.ai.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelId;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private static final ModelId MODEL = new ModelId("broken");

    private final Registry registry = TestRegistry.of();

    @Test
    void saysThatAModelIsOnItsWayUntilItIsKnownNotToBe() {
        assertThatThrownBy(() -> registry.hold(MODEL, "", null)).hasMessageContaining("still being loaded");

        registry.cannotLoad(MODEL, new AiException(ErrorCode.INVALID_BUNDLE, "tensor input_ids is missing"));

        assertThatThrownBy(() -> registry.hold(MODEL, "", null)).hasMessageContaining("tensor input_ids is missing");
        assertThat(registry.trouble(MODEL)).hasValue("tensor input_ids is missing");
    }

    @Test
    void keepsWhatIsNotMeantForCallersInTheLog() {
        registry.cannotLoad(MODEL, new UnsatisfiedLinkError("/usr/lib/secret.so"));

        assertThat(registry.trouble(MODEL)).hasValue("the log says why");
    }
}
