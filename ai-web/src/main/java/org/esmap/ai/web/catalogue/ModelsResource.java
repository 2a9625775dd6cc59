package org.esmap.ai.web.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.web.security.OpenOnLoopback;

/** What is served: the list of models, and each model's card as data. */
@Path("/models")
@ApplicationScoped
@OpenOnLoopback(roles = {Role.VIEWER, Role.CLIENT, Role.OPERATOR, Role.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
    private final Cards cards;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected ModelsResource() {
        this.cards = null;
    }

    @Inject
    public ModelsResource(Cards cards) {
        this.cards = cards;
    }

    /** Lists the models in brief. */
    @GET
    public Response models() {
        return json(cards.all());
    }

    /**
     * One model's card: schemas, an example that works when posted, versions, measured quality, licence, limits.
     *
     * @param id the model
     */
    @GET
    @Path("/{id}")
    public Response model(@PathParam("id") String id) {
        return json(cards.of(id));
    }

    private static Response json(JsonNode body) {
        return Response.ok(StrictJson.write(body), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
