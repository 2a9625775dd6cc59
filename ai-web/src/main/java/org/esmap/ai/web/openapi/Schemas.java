package org.esmap.ai.web.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Short names for what every description is made of. */
final class Schemas {
    static final String JSON = "application/json";

    private Schemas() {}

    static Schema text() {
        return of(SchemaType.STRING);
    }

    static Schema number() {
        return of(SchemaType.NUMBER);
    }

    static Schema integer() {
        return of(SchemaType.INTEGER);
    }

    static Schema truth() {
        return of(SchemaType.BOOLEAN);
    }

    static Schema object() {
        return of(SchemaType.OBJECT);
    }

    static Schema array(Schema items) {
        return of(SchemaType.ARRAY).items(items);
    }

    /** The component {@code name}. */
    static Schema ref(String name) {
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }

    static APIResponse response(String description, Schema body) {
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(JSON, OASFactory.createMediaType().schema(body)));
    }

    private static Schema of(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
