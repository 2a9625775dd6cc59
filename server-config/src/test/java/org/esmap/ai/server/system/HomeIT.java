package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server leaves outside its own folders. */
@ExtendWith(SystemTest.class)
class HomeIT {
    private final Versions versions;

    HomeIT(RunningServer running) {
        this.versions = new Versions(running, "renewable-forecast");
    }

    /** ONNX Runtime keeps there what it would report to its makers. */
    @Test
    void leavesNothingInTheHomeOfItsUserWhereNetworksAreTriedAndRun() throws Exception {
        versions.bring("1.6.0");

        assertThat(SystemTest.home()).doesNotExist();
    }
}
