package org.esmap.ai.web.lifecycle;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Set;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.core.updates.BundleArchive;
import org.esmap.ai.core.updates.Promotion;
import org.esmap.ai.core.updates.Promotions;
import org.esmap.ai.core.updates.Validations;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Deployments;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.Strategy;
import org.esmap.ai.core.versions.Versions;
import org.esmap.ai.web.callers.Callers;
import org.jspecify.annotations.Nullable;

/** The versions of a model: seen, fetched, imported, validated, promoted. */
@Path("/models/{model}/versions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class VersionsResource {
    @Inject
    private Registry registry;

    @Inject
    private Versions versions;

    @Inject
    private Deployments deployments;

    @Inject
    private ArtefactStore store;

    @Inject
    private Uploads uploads;

    @Inject
    private Validations validations;

    @Inject
    private Promotions promotions;

    @Inject
    private Once once;

    @Context
    private SecurityContext security;

    @Context
    private HttpServletRequest http;

    /** Lists the versions and says who is deployed; the entity tag is the deployment's epoch. */
    @GET
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response list(@PathParam("model") String id) {
        Model model = registry.model(id);
        Deployment deployment = deployments.find(model.id()).orElse(null);
        Response.ResponseBuilder answer =
                JsonBody.answer(200, LifecycleJson.versions(id, deployment, versions.of(model.id())));
        return tagged(answer, deployment);
    }

    private static Response tagged(Response.ResponseBuilder answer, @Nullable Deployment deployment) {
        return (deployment == null ? answer : answer.tag(Conditions.tag(deployment.epoch()))).build();
    }

    /** One version with its manifest and the report of its last validation; tagged as the list is. */
    @GET
    @Path("/{version}")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response one(@PathParam("model") String id, @PathParam("version") String number) {
        ModelVersion version = version(id, number);
        Response.ResponseBuilder answer = JsonBody.answer(
                200, LifecycleJson.version(version, StrictJson.read(store.manifestBytes(version.digest()))));
        return tagged(answer, deployments.find(version.model()).orElse(null));
    }

    /** The bundle of a version as a zip archive. */
    @GET
    @Path("/{version}/bundle")
    @Produces("application/zip")
    @RolesAllowed({Role.VIEWER, Role.OPERATOR, Role.ADMIN})
    public Response bundle(@PathParam("model") String id, @PathParam("version") String number) {
        ModelVersion version = version(id, number);
        Bundle bundle = store.open(version.digest());
        byte[] manifest = store.manifestBytes(version.digest());
        StreamingOutput archive = out -> BundleArchive.write(bundle, manifest, out);
        return Response.ok(archive, "application/zip")
                .header("Content-Disposition", "attachment; filename=\"" + id + "-" + number + ".zip\"")
                .build();
    }

    /** Imports a bundle sent as a zip archive. */
    @POST
    @Consumes({"application/zip", "application/octet-stream"})
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response uploadArchive(
            @PathParam("model") String id,
            InputStream body,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        return uploads.archive(registry.model(id), body, Conditions.seen(ifMatch), key, caller());
    }

    /** Imports a multipart upload: a bundle, or a Hugging Face ONNX export with a field {@code version}. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response upload(
            @PathParam("model") String id,
            MultipartBody body,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        return uploads.parts(registry.model(id), body, Conditions.seen(ifMatch), key, caller());
    }

    /** Begins a validation; the version's report says what came of it. */
    @POST
    @Path("/{version}/validate")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response validate(
            @PathParam("model") String id,
            @PathParam("version") String number,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        ModelVersion version = version(id, number);
        Long seen = Conditions.seen(ifMatch);
        return once.run(
                key,
                caller(),
                "validate " + id + " " + number,
                () -> {
                    deployments.requireSeen(version.model(), seen);
                    validations.begin(version.model(), version.version(), caller());
                    return LifecycleJson.version(version(id, number));
                },
                begun -> Uploads.located(202, begun));
    }

    /** Promotes a validated version. */
    @POST
    @Path("/{version}/promote")
    @RolesAllowed({Role.OPERATOR, Role.ADMIN})
    public Response promote(
            @PathParam("model") String id,
            @PathParam("version") String number,
            InputStream body,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        ModelVersion version = version(id, number);
        JsonBody json =
                JsonBody.read(http.getContentType(), body, Set.of("strategy", "percent", "bakeSeconds", "reason"));
        Promotion how = new Promotion(
                json.choice("strategy", Strategy.class),
                json.number("percent", 10),
                json.number("bakeSeconds", 600),
                json.text("reason", ""));
        Long seen = Conditions.seen(ifMatch);
        return once.run(
                key,
                caller(),
                "promote " + id + " " + number + json,
                () -> LifecycleJson.deployment(
                        promotions.promote(version.model(), version.version(), how, seen, caller())),
                Conditions::tagged);
    }

    private ModelVersion version(String id, String number) {
        Model model = registry.model(id);
        if (!Version.isVersion(number)) {
            throw new AiException(
                    ErrorCode.UNKNOWN_VERSION,
                    "'" + Uploads.shown(number) + "' is not a version such as 1.2.0. Known versions: "
                            + versions.of(model.id()).stream()
                                    .map(known -> known.version().value())
                                    .toList());
        }
        return versions.get(model.id(), new Version(number));
    }

    private Caller caller() {
        return Callers.of(security, http);
    }
}
