package org.lumoauth.authz.rebac.web;

import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.relation.ModelError;
import org.lumoauth.api.relation.RelationModels;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;

/** {@code ~/zanzibar/models}. */
@Path("zanzibar/models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class ModelsResource {
  private static final String READ = "relations.read";
  private static final String WRITE = "relations.write";

  /** What is wrong with a model. */
  record Validated(boolean valid, List<ModelError> errors) {}

  private final RelationStores stores;
  private final RelationModels models;

  ModelsResource(RelationStores stores, RelationModels models) {
    this.stores = stores;
    this.models = models;
  }

  @GET
  @Requires(READ)
  @Summary("List the versions of the model, the newest first")
  public SliceBody<ModelBody> list(
      @Context HttpServletRequest request,
      @QueryParam("limit") String limit,
      @QueryParam("after") String after) {
    var tenant = Exchange.of(request).tenant();
    return RelationProblems.run(
        () ->
            SliceBody.of(
                models.list(tenant, store(tenant), Limits.of(limit), Limits.after(after)),
                ModelBody::brief));
  }

  @POST
  @Requires(WRITE)
  @Summary("Write a version of the model")
  public Response write(@Context HttpServletRequest request, SourceBody body) {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    return RelationProblems.run(
        () -> {
          var made =
              models.write(
                  tenant, store(tenant), body.source(), body.becomesCurrent(), by(exchange));
          return Response.status(Response.Status.CREATED)
              .entity(new DataBody<>(ModelBody.whole(made), "Model written."))
              .build();
        });
  }

  @POST
  @Path("validate")
  @Requires(READ)
  @Summary("Say what is wrong with a model, without writing it")
  public DataBody<Validated> validate(SourceBody body) {
    var errors = models.validate(body.source());
    return DataBody.of(new Validated(errors.isEmpty(), errors));
  }

  @GET
  @Path("current")
  @Requires(READ)
  @Summary("Show the version by which questions are answered")
  public DataBody<ModelBody> current(@Context HttpServletRequest request) {
    var tenant = Exchange.of(request).tenant();
    return models
        .current(tenant, store(tenant))
        .map(model -> DataBody.of(ModelBody.whole(model)))
        .orElseThrow(() -> Problem.notFound("There is no model yet; write one first."));
  }

  @GET
  @Path("{modelId}")
  @Requires(READ)
  @Summary("Show a version of the model")
  public DataBody<ModelBody> get(
      @Context HttpServletRequest request, @PathParam("modelId") String modelId) {
    var tenant = Exchange.of(request).tenant();
    return models
        .find(tenant, store(tenant), modelId)
        .map(model -> DataBody.of(ModelBody.whole(model)))
        .orElseThrow(() -> Problem.notFound("There is no model " + modelId + " here."));
  }

  @PUT
  @Path("{modelId}/current")
  @Requires(WRITE)
  @Summary("Answer questions by this version from now on")
  public DataBody<ModelBody> makeCurrent(
      @Context HttpServletRequest request, @PathParam("modelId") String modelId) {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    return RelationProblems.run(
        () ->
            new DataBody<>(
                ModelBody.brief(models.makeCurrent(tenant, store(tenant), modelId, by(exchange))),
                "Questions are answered by this model from now on."));
  }

  private String store(TenantContext tenant) {
    return stores.standard(tenant).id();
  }

  private static Initiator by(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
