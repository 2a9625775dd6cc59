package org.esmap.ai.web.catalogue;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** The list of models. */
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
    /** Lists the models; empty until the registry is in place. */
    @GET
    public Map<String, List<String>> models() {
        return Map.of("models", List.of());
    }
}
