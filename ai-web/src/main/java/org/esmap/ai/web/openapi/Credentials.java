package org.esmap.ai.web.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.esmap.ai.web.callers.ApiKeyFilter;

/** Describes how callers say who they are. */
final class Credentials {
    private static final List<String> NAMES = List.of("basic", "bearer", "key");

    private Credentials() {}

    /** Adds the schemes; a route that is open on the loopback address, where the description is read, asks for none. */
    static void addTo(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme("basic", http("basic"))
                .addSecurityScheme("bearer", http("bearer").bearerFormat("JWT"))
                .addSecurityScheme(
                        "key",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name(ApiKeyFilter.HEADER));
        api.getPaths().getPathItems().forEach(Credentials::ask);
    }

    private static SecurityScheme http(String scheme) {
        return OASFactory.createSecurityScheme().type(SecurityScheme.Type.HTTP).scheme(scheme);
    }

    private static void ask(String path, PathItem item) {
        if (path.matches("/(audit|keys|models/\\{model})(/.*)?")) {
            List<SecurityRequirement> any = NAMES.stream()
                    .map(name -> OASFactory.createSecurityRequirement().addScheme(name))
                    .toList();
            item.getOperations().values().forEach(operation -> operation.setSecurity(any));
        }
    }
}
