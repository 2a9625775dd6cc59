package org.esmap.ai.web.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressFilterTest {
    @ParameterizedTest
    @CsvSource({
        "//a/audit, limit=%",
        "//a/audit, limit=%zz",
        "//a/models, x={a}",
        "//a/models, x=a|b",
        "//a/models/a%2, ",
        "//a/models/<b>, ",
        "//a b/models, ",
        "//<x>/models, ",
        "//%zz/models, "
    })
    void refusesWhatIsNoUri(String address, @Nullable String query) {
        assertThat(AddressFilter.refusal("http:" + address, query))
                .hasValueSatisfying(refusal -> assertThat(Problem.of(refusal))
                        .satisfies(problem -> assertThat(problem.status()).isEqualTo(400))
                        .satisfies(problem -> assertThat(problem.detail()).contains("no URI")));
    }

    @ParameterizedTest
    @CsvSource({
        "//a/audit, limit=%25",
        "//a/models, x=é",
        "//[::1]:9080/models, x=[1]&y=a+b",
        "//a_b/models, ",
        "//a//, ",
        "//a/a;b=c, '?'"
    })
    void letsUrisPass(String address, @Nullable String query) {
        assertThat(AddressFilter.refusal("http:" + address, query)).isEmpty();
    }
}
