package org.esmap.ai.web.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.scheduling.NativeWork;
import org.esmap.ai.web.bodies.RequestBody;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;

/**
 * Refuses single questions to a model whose queue is full, before JAX-RS sees them: in a flood refusals take the time that
 * answers need. Questions that the cache probably answers pass, and whatever is not plainly a question to a known model.
 */
@WebFilter(
        urlPatterns = {"/inference", "/api/v1/ai/*"},
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC},
        asyncSupported = true)
public class LoadShedding extends HttpFilter {
    /** Attribute of a request whose body has been read already. */
    static final String BODY = LoadShedding.class.getName();

    private static final String TYPED = "/api/v1/ai/";

    @Inject
    private transient NativeWork work;

    @Inject
    private transient TypedRoutes routes;

    @Inject
    private transient AnsweredBodies answered;

    @Inject
    private transient Rehearsal rehearsal;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<AiException> refusal = Optional.empty();
        if (rehearsal.asks(request)) {
            refusal = refusal(request, model -> Optional.of(rehearsal.refusal()));
        } else if (work.refusing()) {
            refusal = refusal(request, work::turnAway);
        }
        if (refusal.isPresent()) {
            ProblemJson.send(response, Problem.of(refusal.get()), request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<AiException> refusal(HttpServletRequest request, Function<ModelId, Optional<AiException>> turnAway)
            throws IOException {
        String path = request.getRequestURI();
        boolean anyModel = path.equals("/inference") || path.equals(TYPED + "inference");
        Optional<TypedRoutes.Route> typed =
                path.startsWith(TYPED) ? routes.find(path.substring(TYPED.length())) : Optional.empty();
        if (!request.getMethod().equals("POST") || !anyModel && typed.isEmpty()) {
            return Optional.empty(); // somebody else's body is not ours to read
        }
        byte[] body;
        try {
            body = RequestBody.read(request.getInputStream());
        } catch (AiException wrong) {
            return Optional.of(wrong);
        }
        request.setAttribute(BODY, body);
        if (answered.probablyHas(body)) {
            return Optional.empty();
        }
        return typed.or(() -> named(body).flatMap(routes::ofModel))
                .map(route -> new ModelId(route.model()))
                .flatMap(turnAway);
    }

    /** The text at {@code /model}; empty where there is none, or no JSON before it. */
    private static Optional<String> named(byte[] body) {
        try (JsonParser json = StrictJson.MAPPER.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (name.equals("model")) {
                    return Optional.ofNullable(json.nextTextValue());
                }
                json.nextToken();
                json.skipChildren();
            }
            return Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }
}
