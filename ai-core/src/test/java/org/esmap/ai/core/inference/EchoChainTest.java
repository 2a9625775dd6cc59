package org.esmap.ai.core.inference;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one chain, which starts before the first of them and has no records when one begins. */
abstract class EchoChainTest {
    @TempDir
    static Path data;

    static EchoChain chain;

    @BeforeAll
    static void start() {
        chain = new EchoChain(data);
    }

    @AfterAll
    static void stop() {
        chain.close();
    }

    @BeforeEach
    void forget() {
        chain.forget();
    }
}
