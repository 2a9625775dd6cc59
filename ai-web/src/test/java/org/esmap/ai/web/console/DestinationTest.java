package org.esmap.ai.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/model.xhtml?id=energy-ner",
                "/console/version.xhtml?model=climate-bert&number=1.0.0",
                "/console/audit.xhtml",
                "/console/keys.xhtml?a=%2F%2Fevil.example"
            })
    void keepsPagesOfTheConsole(String wanted) {
        assertThat(Destination.of(wanted)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "//evil.example/console/model.xhtml",
                "https://evil.example/console/model.xhtml",
                "/\\evil.example",
                "/console/model.xhtml?id=\\evil",
                "/console//evil.example",
                "/console/../evil.xhtml",
                "/console/model.xhtml/../../evil",
                "/console/model.xhtml#//evil.example",
                "/console/model.xhtml?id=a\r\nLocation: https://evil.example",
                "/console/model.xhtml\n",
                "/console/login.xhtml?to=/console/keys.xhtml",
                "/console/provider",
                "/models",
                "javascript:alert(1)"
            })
    void leadsNowhereElse(String wanted) {
        assertThat(Destination.of(wanted)).isEqualTo("/console/overview.xhtml");
    }
}
