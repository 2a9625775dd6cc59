package org.esmap.ai.web.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.web.inference.Questions;
import org.jspecify.annotations.Nullable;

/** Asks a model from its page: filled with the example of the live version, answered by whoever answers now. */
@Named("trying")
@RequestScoped
public class TryForm {
    private static final ObjectWriter PRETTY = StrictJson.MAPPER.writerWithDefaultPrettyPrinter();

    @Inject
    private Registry registry;

    @Inject
    private Questions questions;

    @Inject
    private Notices notices;

    @Inject
    private ModelPage page;

    private @Nullable String request;
    private String answer = "";
    private String heading = "";
    private List<String> doubts = List.of();
    private List<String> charts = List.of();

    /** The request as JSON: {@code {"input":…,"parameters":…}}; the example until something was sent. */
    public String getRequest() {
        return request != null
                ? request
                : registry.traffic(registry.model(page.getId()).id())
                        .map(Traffic::live)
                        .map(TryForm::example)
                        .orElse("{}");
    }

    private static String example(LoadedVersion version) {
        return version.bundle().has(Bundle.EXAMPLE) ? version.bundle().text(Bundle.EXAMPLE) : "{\"input\": {}}";
    }

    public void setRequest(String request) {
        this.request = request;
    }

    /** The output, indented; empty before the first question. */
    public String getAnswer() {
        return answer;
    }

    /** Who answered and how fast. */
    public String getHeading() {
        return heading;
    }

    /** Why the answer is a substitute, where it is one, and what it warns of. */
    public List<String> getDoubts() {
        return doubts;
    }

    /** What the answer has to draw, as configurations of the chart component. */
    public List<String> getCharts() {
        return charts;
    }

    /** Asks; a refusal is told in the core's words. */
    public void ask(String model) {
        try {
            byte[] body = getRequest().getBytes(StandardCharsets.UTF_8);
            show(questions
                    .askModel(model, body, "console", System.nanoTime())
                    .answer()
                    .toCompletableFuture()
                    .join());
        } catch (AiException refusal) {
            notices.refused(refusal);
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof AiException refusal)) {
                throw e;
            }
            notices.refused(refusal);
        }
    }

    private void show(Answer given) {
        try {
            JsonNode output = StrictJson.readOwn(given.output());
            answer = PRETTY.writeValueAsString(output);
            charts = AnswerCharts.of(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        doubts = Stream.concat(
                        Stream.ofNullable(given.reason()),
                        given.warnings().stream().map(warning -> warning.code() + ": " + warning.detail()))
                .toList();
        heading = notices.text(
                "try.from",
                given.model().value(),
                given.version().value(),
                Shown.milliseconds(given.latencyNanos() / 1e6),
                given.source().word());
    }
}
