package org.esmap.ai.web.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFilterTest {
    @ParameterizedTest
    @CsvSource({"/audit, limit=%", "/audit, limit=%zz", "/models, x={a}", "/models, x=a|b", "/models/a%2, "})
    void refusesWhatIsNoUri(String path, @Nullable String query) {
        assertThat(AddressFilter.refusal(path, query))
                .hasValueSatisfying(refusal -> assertThat(Problem.of(refusal))
                        .satisfies(problem -> assertThat(problem.status()).isEqualTo(400))
                        .satisfies(problem -> assertThat(problem.detail()).contains("no URI")));
    }

    @ParameterizedTest
    @CsvSource({"/audit, limit=%25", "/models, x=é", "/models, x=[1]&y=a+b", "/models, ", "/a;b=c, '?'"})
    void letsUrisPass(String path, @Nullable String query) {
        assertThat(AddressFilter.refusal(path, query)).isEmpty();
    }
}
