package org.esmap.ai.web.administration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.esmap.ai.core.audit.AuditTrail;
import org.esmap.ai.core.audit.Audited;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.web.lifecycle.JsonBody;
import org.jspecify.annotations.Nullable;

/** The audit trail. */
@Path("/audit")
@RequestScoped
public class AuditResource {
    private static final int MOST = 1_000;

    @Inject
    private AuditTrail trail;

    /**
     * Entries, newest first.
     *
     * @param before only entries with a lower number, for the next page; absent for the newest
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response entries(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1")) @QueryParam("before") @Nullable
                    String before,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    @DefaultValue("100")
                    String limit) {
        long end = before == null ? Long.MAX_VALUE : whole("before", before, Long.MAX_VALUE);
        List<Audited> found = trail.entries(end, (int) whole("limit", limit, MOST));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode entries = json.putArray("entries");
        for (Audited entry : found) {
            entries.addObject()
                    .put("number", entry.number())
                    .put("at", entry.at().toString())
                    .put("caller", entry.caller())
                    .put("address", entry.address())
                    .put("action", entry.action())
                    .put("subject", entry.subject())
                    .put("reason", entry.reason())
                    .put("hash", entry.hash());
        }
        return JsonBody.answer(200, json).build();
    }

    /** A whole number, 1 to {@code most}. A parameter that JAX-RS cannot convert would be answered 404. */
    static long whole(String name, String text, long most) {
        if (text.matches("\\d{1,19}")) {
            BigInteger number = new BigInteger(text);
            if (number.signum() > 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
                return number.longValue();
            }
        }
        String found = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        throw AiException.invalid("/" + name, "must be 1 to " + most + ", found '" + found + "'", "1 to " + most);
    }

    /** Whether the chain of hashes is whole, and if not, where it breaks. */
    @GET
    @Path("/check")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response check() {
        Long broken = trail.firstBroken().orElse(null);
        return JsonBody.answer(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("intact", broken == null)
                                .put("firstBroken", broken))
                .build();
    }

    /** The whole trail as CSV (RFC 4180), newest first. */
    @GET
    @Path("/csv")
    @Produces("text/csv")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response csv() {
        StreamingOutput lines = out -> write(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        return Response.ok(lines, "text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
                .build();
    }

    private void write(Writer to) throws IOException {
        to.write("number,at,caller,address,action,subject,reason,hash\r\n");
        long before = Long.MAX_VALUE;
        List<Audited> page = trail.entries(before, MOST);
        while (!page.isEmpty()) {
            for (Audited entry : page) {
                to.write(entry.number() + "," + entry.at() + "," + cell(entry.caller()) + "," + cell(entry.address())
                        + "," + cell(entry.action()) + "," + cell(entry.subject()) + "," + cell(entry.reason()) + ","
                        + entry.hash() + "\r\n");
                before = entry.number();
            }
            page = trail.entries(before, MOST);
        }
        to.flush();
    }

    /** Quotes a cell, and keeps spreadsheets from taking it for a formula. */
    static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
