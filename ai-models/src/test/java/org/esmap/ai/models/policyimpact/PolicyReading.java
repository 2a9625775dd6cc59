package org.esmap.ai.models.policyimpact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.quantities.QuantityFinder;
import org.esmap.ai.core.quantities.Units;

/** Reads a text as the model does, without its classifier, and the sentences that the tests hold it to. */
final class PolicyReading {
    private static final Path BUNDLE = Path.of("src/main/resources/models/policy-impact/1.0.0");
    private static final Extraction EXTRACTION = new Extraction(new QuantityFinder(Units.standard()));

    static final List<Mechanism> MECHANISMS = Mechanism.of(bundle());

    private PolicyReading() {}

    static List<Extracted> stated(List<Clause> clauses) {
        return EXTRACTION.of(clauses);
    }

    /** The impacts of a text with the sizes that it states. */
    static List<Impact> impacts(String text) {
        List<Clause> clauses = Clauses.of(text);
        Assessment assessment = new Assessment(MECHANISMS);
        List<Extracted> stated = stated(clauses);
        assessment.add(new Acts(MECHANISMS)
                .of(clauses).stream().filter(act -> !act.isFree(stated)).toList());
        assessment.addStated(stated);
        return assessment.impacts();
    }

    static List<String> lines(String file) throws IOException {
        try (InputStream in = PolicyReading.class.getResourceAsStream("/policyimpact/" + file)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static Bundle bundle() {
        assertThat(Files.exists(BUNDLE)).isTrue();
        ModelManifest manifest = new ModelManifest(
                new ModelId("policy-impact"),
                new Version("1.0.0"),
                "policy-analysis",
                "t",
                null,
                null,
                ModelManifest.Runtime.ONNX,
                null,
                "Apache-2.0",
                null,
                List.of(),
                null,
                null,
                null);
        return new Bundle(manifest, "", Map.of("mechanisms.json", BUNDLE.resolve("mechanisms.json")));
    }
}
