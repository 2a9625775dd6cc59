package org.esmap.ai.core.updates;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.onnx.OnnxTrial;

/**
 * Tries untrusted ONNX files in a process with bounded memory and time, on the class path of this one. Of the environment
 * it gets what finding libraries needs, no secret.
 */
final class TrialProcess {
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "TMPDIR");
    private static final String LIBRARIES = "onnxruntime.native.path";
    private static final List<String> NEEDED =
            List.of("ai.onnxruntime.OrtEnvironment", "org.jspecify.annotations.Nullable");

    private final TrialSettings settings;
    private final Staging staging;

    /** @param staging where each process gets a folder to write to */
    TrialProcess(TrialSettings settings, Staging staging) {
        this.settings = settings;
        this.staging = staging;
    }

    /**
     * Tries the files.
     *
     * @return what they take and give, in words
     * @throws AiException with {@code INVALID_BUNDLE} where one is refused, or does harm to its process
     */
    String run(List<Path> files) throws InterruptedException {
        return staging.within(folder -> {
            Path words = Files.createFile(folder.resolve("words.txt"));
            Path named = Files.write(
                    folder.resolve("files.txt"),
                    files.stream().map(file -> file.toAbsolutePath().toString()).toList());
            return outcome(start(folder, words, named), words);
        });
    }

    private Process start(Path folder, Path words, Path files) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "ulimit -v " + settings.memoryMib() * 1024L + " 2>/dev/null; ulimit -c 0; exec \"$@\"",
                "trial",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:CompressedClassSpaceSize=64m",
                "-Djava.io.tmpdir=" + folder.toAbsolutePath()));
        String libraries = System.getProperty(LIBRARIES);
        if (libraries != null) {
            command.add("-D" + LIBRARIES + "=" + libraries);
        }
        command.addAll(List.of("-cp", classPath(), TrialMain.class.getName(), words.toString(), files.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile());
        builder.environment().keySet().removeIf(name -> !ENVIRONMENT.contains(name));
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        return builder.start();
    }

    private String outcome(Process process, Path words) throws InterruptedException, IOException {
        try {
            if (!process.waitFor(settings.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                throw refused(
                        "did not load and answer within " + settings.limit().toSeconds() + " s");
            }
        } finally {
            process.destroyForcibly().waitFor(); // it writes to its folder until it has ended
        }
        String said = Files.readString(words);
        return switch (process.exitValue()) {
            case 0 -> said;
            case 2 -> throw refused("was refused: " + said);
            default ->
                throw refused("ended the process that tried it (exit " + process.exitValue()
                        + "); it may need more than the " + settings.memoryMib() + " MiB allowed");
        };
    }

    private static AiException refused(String why) {
        return new AiException(ErrorCode.INVALID_BUNDLE, "The ONNX model " + why);
    }

    /** Where the classes that the child needs lie; a container's class loader names its jars in its own way. */
    private static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        places.add(place(TrialMain.class));
        for (String name : NEEDED) {
            try {
                places.add(place(Class.forName(name, false, OnnxTrial.class.getClassLoader())));
            } catch (ClassNotFoundException e) {
                if (!name.startsWith("org.jspecify")) {
                    throw new IllegalStateException(name + " is not on the class path", e);
                }
            }
        }
        return String.join(":", places);
    }

    private static String place(Class<?> type) {
        URL location = type.getProtectionDomain().getCodeSource().getLocation();
        String file = location.toString();
        file = file.substring(file.indexOf("file:") + "file:".length());
        int inside = file.indexOf("!/");
        return Path.of(java.net.URI.create(
                        "file://" + (inside < 0 ? file : file.substring(0, inside)).replaceFirst("^/+", "/")))
                .toString();
    }
}
