package org.esmap.ai.core.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * The command line of this process, on which ONNX Runtime depends: version 1.29 on Linux ends the process (SIGSEGV) while it
 * loads if that has some 3,980 bytes or more (measured).
 */
final class CommandLine {
    private static final int LONGEST = 3_900;
    private static final Path OF_THIS_PROCESS = Path.of("/proc/self/cmdline");

    private CommandLine() {}

    /** @throws AiException with {@code MODEL_UNAVAILABLE}, saying what to do, where ONNX Runtime would end the process */
    static void requireShort() {
        requireShort(OF_THIS_PROCESS);
    }

    static void requireShort(Path commandLine) {
        int length = length(commandLine);
        if (length > LONGEST) {
            throw new AiException(
                    ErrorCode.MODEL_UNAVAILABLE,
                    "ONNX Runtime ends a process whose command line is as long as this one, " + length
                            + " bytes; allowed are " + LONGEST
                            + ". Put Java's options into a file and name it by JVM_ARGS=@/path/of/the/file");
        }
    }

    /** 0 where the system does not say. */
    private static int length(Path commandLine) {
        try {
            return Files.readAllBytes(commandLine).length;
        } catch (IOException e) {
            return 0;
        }
    }
}
