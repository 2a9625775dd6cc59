package org.esmap.ai.models.emissioncalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;

/** Activities of the amount 1 that are refused, without their outer members. */
final class Refusals {
    private Refusals() {}

    static FieldError refusal(String members) {
        return refusal("AR5", members);
    }

    static FieldError refusal(String gwp, String members) {
        AiException refusal = catchThrowableOfType(AiException.class, () -> answer(gwp, members));
        assertThat(refusal.errors()).hasSize(1);
        return refusal.errors().get(0);
    }

    static void answer(String gwp, String members) {
        Calculator.predict("{\"gwp\":\"" + gwp + "\",\"activities\":[{\"amount\":1," + members + "}]}");
    }
}
