package org.esmap.ai.web.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.esmap.ai.core.quality.Figures;
import org.esmap.ai.core.registry.Registry;
import org.jspecify.annotations.Nullable;

/** A model's figures over time, on its page; the window is a parameter of the page's address. */
@Named("trendPage")
@RequestScoped
public class TrendPage {
    private static final String USUAL = "24h";
    private static final Map<String, Duration> WINDOWS =
            new TreeMap<>(Map.of("1h", Duration.ofHours(1), USUAL, Duration.ofHours(24), "7d", Duration.ofDays(7)));

    @Inject
    private HttpServletRequest request;

    @Inject
    private Registry registry;

    @Inject
    private Figures figures;

    @Inject
    private Notices notices;

    @Inject
    private ModelPage page;

    private String window = USUAL;
    private @Nullable List<TrendCharts.Chart> charts;

    @PostConstruct
    void begin() {
        String asked = Objects.requireNonNullElse(request.getParameter("window"), USUAL);
        window = WINDOWS.containsKey(asked) ? asked : USUAL;
    }

    public String getWindow() {
        return window;
    }

    /** The windows to choose from. */
    public List<String> getWindows() {
        return List.copyOf(WINDOWS.keySet());
    }

    /** What there is to draw; none while nobody has asked the model. */
    public List<TrendCharts.Chart> getCharts() {
        if (charts == null) {
            charts = new TrendCharts(
                            figures.over(registry.model(page.getId()).id(), WINDOWS.get(window)), notices::text)
                    .all();
        }
        return charts;
    }
}
