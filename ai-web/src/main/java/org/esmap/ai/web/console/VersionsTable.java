package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.quality.Figures;
import org.esmap.ai.core.quality.Performance;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.Versions;

/** The versions of the model that the page is about, side by side with what they did in the last day. */
@Named("versionsTable")
@RequestScoped
public class VersionsTable {
    private static final Duration WINDOW = Duration.ofHours(24);

    @Inject
    private ModelPage page;

    @Inject
    private Versions versions;

    @Inject
    private Figures figures;

    private List<Line> lines = List.of();

    /** A version beside the others. */
    public record Line(
            String version,
            String state,
            String origin,
            boolean promotable,
            long requests,
            String errorRate,
            String fallbackRate,
            String p50,
            String p95,
            String p99,
            String accuracy,
            String drift) {}

    /** One line for each version, newest number first; asked once for a page, however often the page looks. */
    public List<Line> getLines() {
        if (lines.isEmpty()) {
            ModelId model = page.model().id();
            Map<String, Performance> measured = figures.of(model, WINDOW).stream()
                    .collect(Collectors.toMap(Performance::version, Function.identity()));
            lines = versions.of(model).stream()
                    .map(version -> line(
                            version,
                            Optional.ofNullable(measured.get(version.version().value()))))
                    .toList();
        }
        return lines;
    }

    /** The numbers of versions that may be promoted. */
    public List<String> getPromotable() {
        return getLines().stream().filter(Line::promotable).map(Line::version).toList();
    }

    private static Line line(ModelVersion version, Optional<Performance> measured) {
        return new Line(
                version.version().value(),
                version.state().name(),
                version.origin().name() + ", " + version.createdBy(),
                version.state().promotable(),
                measured.map(Performance::requests).orElse(0L),
                Shown.share(measured.map(Performance::errorRate).orElse(null)),
                Shown.share(measured.map(Performance::fallbackRate).orElse(null)),
                Shown.milliseconds(measured.map(Performance::p50Ms).orElse(null)),
                Shown.milliseconds(measured.map(Performance::p95Ms).orElse(null)),
                Shown.milliseconds(measured.map(Performance::p99Ms).orElse(null)),
                measured.map(Performance::accuracy).map(VersionsTable::accuracy).orElse("–"),
                measured.map(Performance::drift)
                        .map(drift -> Shown.number(drift.labels()))
                        .orElse("–"));
    }

    private static String accuracy(Performance.Accuracy accuracy) {
        return Shown.share(accuracy.value()) + " (" + Shown.share(accuracy.low()) + " to "
                + Shown.share(accuracy.high()) + ", n\u00a0=\u00a0" + accuracy.feedback() + ")";
    }
}
