package org.esmap.ai.web.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void blamesAFullDiskOnNoFaultOfOurs() {
        Problem problem = Problem.of(new AiException(ErrorCode.STORAGE_FULL, "The disk that holds /data is full"));

        assertThat(problem.status()).isEqualTo(507);
        assertThat(problem.code()).isEqualTo("storage-full");
        assertThat(problem.detail()).isEqualTo("The disk that holds /data is full");
        assertThat(problem.correlationId()).isNull();
    }
}
