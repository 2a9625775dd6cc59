package org.esmap.ai.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The packages of the core in lines, lowest first: a package imports from lines below its own, never from beside. */
final class ImportDirection {
    private static final String CORE = "org.esmap.ai.core.";

    private static final List<List<String>> LINES = List.of(
            List.of("failure", "security", "text", "sharing", "statistics"),
            List.of("database", "quantities"),
            List.of("model"),
            List.of("artefacts", "language"),
            List.of("onnx", "tokenization", "scheduling", "caching"),
            List.of("embedding"),
            List.of("versions", "registry", "audit"),
            List.of("inference", "vectors"),
            List.of("quality", "keys", "updates"));

    private ImportDirection() {}

    static ArchCondition<JavaClass> beOnALine() {
        return new ArchCondition<>("belong to a package on one of the lines " + LINES) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (line(type) < 0) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is in a package of the core that has no line"));
                }
            }
        };
    }

    static ArchCondition<JavaClass> pointDownwards() {
        return new ArchCondition<>("import only from lower lines of " + LINES) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    boolean inside = target.getPackageName().startsWith(CORE)
                            && !capability(target).equals(capability(type));
                    if (inside && line(target) >= line(type)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static int line(JavaClass type) {
        for (int line = 0; line < LINES.size(); line++) {
            if (LINES.get(line).contains(capability(type))) {
                return line;
            }
        }
        return -1;
    }

    private static String capability(JavaClass type) {
        String below = type.getPackageName().substring(CORE.length());
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
