package org.esmap.ai.web.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.quality.Figures;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.security.Role;

/** How each version of a model has answered lately. */
@Path("/models/{model}/performance")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PerformanceResource {
    @Inject
    private Registry registry;

    @Inject
    private Figures figures;

    /**
     * Figures by version.
     *
     * @param window the time that ends now: {@code 15m}, {@code 1h}, {@code 24h}, {@code 7d}, or ISO 8601
     */
    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response performance(
            @PathParam("model") String id, @QueryParam("window") @DefaultValue("1h") String window) {
        Model model = registry.model(id);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("model", id).put("window", window);
        json.set("versions", StrictJson.MAPPER.valueToTree(figures.of(model.id(), duration(window))));
        return JsonBody.answer(200, json).build();
    }

    private static Duration duration(String text) {
        String iso = text.toUpperCase(Locale.ROOT);
        if (!iso.startsWith("P")) {
            iso = (iso.endsWith("D") ? "P" : "PT") + iso;
        }
        try {
            return Duration.parse(iso);
        } catch (DateTimeException e) {
            throw AiException.invalid(
                    "/window", "not a length of time: '" + Uploads.shown(text) + "'", "15m, 1h, 24h, 7d, or ISO 8601");
        }
    }
}
