package org.esmap.ai.core.updates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.esmap.ai.core.onnx.OnnxTrial;

/**
 * The child process that tries the ONNX files of an imported version. Arguments: where to write the words, and a file that
 * names the ONNX files, one in a line (ONNX Runtime does not live with a long command line). Ends with 0 where all were
 * loaded and run, with 2 where one was refused, with anything else where one did harm.
 */
final class TrialMain {
    private TrialMain() {}

    /** Tries every file and writes what there is to say. */
    public static void main(String[] arguments) throws IOException {
        Path words = Path.of(arguments[0]);
        List<String> files = Files.readAllLines(Path.of(arguments[1]));
        try {
            Files.writeString(
                    words,
                    files.stream().map(file -> OnnxTrial.run(Path.of(file))).collect(Collectors.joining("; ")));
        } catch (IllegalArgumentException e) {
            Files.writeString(words, String.valueOf(e.getMessage()));
            System.exit(2);
        }
    }
}
