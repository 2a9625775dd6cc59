package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.quality.Figures;
import org.esmap.ai.core.quality.Performance;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;

/** All models at a glance, over the last hour. */
@Named("overview")
@RequestScoped
public class OverviewPage {
    private static final Duration WINDOW = Duration.ofHours(1);

    @Inject
    private Registry registry;

    @Inject
    private Figures figures;

    private List<Line> lines = List.of();

    /** A model at a glance. */
    public record Line(
            String id,
            String title,
            String live,
            String trial,
            long requests,
            String errorRate,
            String p95,
            String cacheHits,
            boolean healthy) {}

    /** One line for each model, by id. */
    public List<Line> getLines() {
        if (lines.isEmpty()) {
            lines = registry.models().stream().map(this::line).toList();
        }
        return lines;
    }

    private Line line(Model model) {
        ModelId id = model.id();
        Optional<Traffic> traffic = registry.traffic(id);
        List<Performance> all = new ArrayList<>(figures.of(id, WINDOW));
        String live = traffic.map(t -> number(t.live())).orElse("–");
        Optional<Performance> now =
                all.stream().filter(p -> p.version().equals(live)).findFirst();
        double errors = now.map(Performance::errorRate).orElse(0.0);
        return new Line(
                id.value(),
                traffic.map(t -> t.live().manifest().title()).orElse(id.value()),
                live,
                Shown.text(traffic.map(OverviewPage::trial).orElse("")),
                all.stream().mapToLong(Performance::requests).sum(),
                Shown.share(now.map(Performance::errorRate).orElse(null)),
                Shown.milliseconds(now.map(Performance::p95Ms).orElse(null)),
                Shown.share(now.map(Performance::cacheHitRate).orElse(null)),
                traffic.isPresent() && registry.trouble(id).isEmpty() && errors < 0.05);
    }

    private static String trial(Traffic traffic) {
        LoadedVersion candidate = traffic.candidate();
        if (candidate == null) {
            return "";
        }
        return number(candidate)
                + (traffic.trial() == Traffic.Trial.CANARY ? " canary " + traffic.percent() + " %" : " shadow");
    }

    private static String number(LoadedVersion version) {
        return version.manifest().version().value();
    }
}
