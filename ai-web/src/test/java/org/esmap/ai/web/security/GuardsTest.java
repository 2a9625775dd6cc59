package org.esmap.ai.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.web.inference.InferenceResource;
import org.esmap.ai.web.inference.TypedResource;
import org.esmap.ai.web.protocols.openinference.OpenInferenceResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {
    @OpenOnLoopback(roles = "client")
    static class Open {
        public void asTheClass() {}

        @RolesAllowed("operator")
        public void forOperators() {}

        @PermitAll
        public void forAll() {}
    }

    static class Forgotten {
        public void method() {}
    }

    private static Optional<List<String>> roles(String host, Class<?> type, String method) throws Exception {
        return new Guards(new ListeningAddress(host))
                .guard(type, type.getMethod(method))
                .map(Guard::roles);
    }

    @Test
    void opensInferenceOnTheLoopbackAddressOnly() throws Exception {
        assertThat(roles("localhost", Open.class, "asTheClass")).isEmpty();
        assertThat(roles("0.0.0.0", Open.class, "asTheClass")).contains(List.of("client"));
    }

    @Test
    void letsNoViewerAskAModelWhateverTheProtocol() throws Exception {
        for (Class<?> type : List.of(OpenInferenceResource.class, InferenceResource.class, TypedResource.class)) {
            for (Method method : type.getMethods()) {
                if (method.isAnnotationPresent(POST.class)) {
                    Optional<List<String>> roles = new Guards(new ListeningAddress("0.0.0.0"))
                            .guard(type, method)
                            .map(Guard::roles);
                    assertThat(roles).as(method.toString()).contains(List.of("client", "operator", "admin"));
                }
            }
        }
    }

    @Test
    void guardsAdministrationEverywhere() throws Exception {
        assertThat(roles("localhost", Open.class, "forOperators")).contains(List.of("operator"));
        assertThat(roles("*", Open.class, "forOperators")).contains(List.of("operator"));
    }

    @Test
    void opensWhatIsPermittedToAll() throws Exception {
        assertThat(roles("0.0.0.0", Open.class, "forAll")).isEmpty();
    }

    @Test
    void asksForACallerWhereNothingIsSaid() throws Exception {
        assertThat(roles("localhost", Forgotten.class, "method")).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1", "[::1]", " localhost "})
    void knowsLoopbackAddresses(String host) {
        assertThat(new ListeningAddress(host).loopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "0.0.0.0", "::", "10.0.0.1", "localhost.example.org", "127.0.0.1.example.org", ""})
    void takesOtherNamesForReachable(String host) {
        assertThat(new ListeningAddress(host).loopback()).isFalse();
    }
}
