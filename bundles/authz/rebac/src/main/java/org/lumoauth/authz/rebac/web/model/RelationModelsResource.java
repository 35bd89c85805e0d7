/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web.model;

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
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.model.RelationModelError;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.rebac.web.RelationExceptionConverter;
import org.lumoauth.authz.rebac.web.RelationPageParameterParser;
import org.lumoauth.authz.rebac.web.ResultSliceView;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code ~/zanzibar/models}. */
@Path("zanzibar/models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class RelationModelsResource {
  private static final String READ = "relations.read";
  private static final String WRITE = "relations.write";

  /** The result of a validation. */
  record ModelValidationResult(boolean valid, List<RelationModelError> errors) {}

  private final RelationStoreService stores;
  private final RelationModelService models;

  public RelationModelsResource(RelationStoreService stores, RelationModelService models) {
    this.stores = stores;
    this.models = models;
  }

  @GET
  @RequiresPermission(READ)
  @OperationSummary("List the versions of the model, newest first")
  public ResultSliceView<RelationModelView> list(
      @Context HttpServletRequest request,
      @QueryParam("limit") String limit,
      @QueryParam("after") String after) {
    var tenant = HttpExchange.of(request).tenant();
    return RelationExceptionConverter.run(
        () ->
            ResultSliceView.of(
                models.list(
                    tenant,
                    store(tenant),
                    RelationPageParameterParser.of(limit),
                    RelationPageParameterParser.after(after)),
                RelationModelView::brief));
  }

  @POST
  @RequiresPermission(WRITE)
  @OperationSummary("Create a version of the model")
  public Response write(@Context HttpServletRequest request, ModelSourceBody body) {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    return RelationExceptionConverter.run(
        () -> {
          var made =
              models.write(
                  tenant, store(tenant), body.source(), body.becomesCurrent(), by(exchange));
          return Response.status(Response.Status.CREATED)
              .entity(new DataResponseBody<>(RelationModelView.whole(made), "Model written."))
              .build();
        });
  }

  @POST
  @Path("validate")
  @RequiresPermission(READ)
  @OperationSummary("Validate a model without storing it")
  public DataResponseBody<ModelValidationResult> validate(ModelSourceBody body) {
    var errors = models.validate(body.source());
    return DataResponseBody.of(new ModelValidationResult(errors.isEmpty(), errors));
  }

  @GET
  @Path("current")
  @RequiresPermission(READ)
  @OperationSummary("Get the current version of the model")
  public DataResponseBody<RelationModelView> current(@Context HttpServletRequest request) {
    var tenant = HttpExchange.of(request).tenant();
    return models
        .findCurrent(tenant, store(tenant))
        .map(model -> DataResponseBody.of(RelationModelView.whole(model)))
        .orElseThrow(
            () -> ApiException.notFound("The tenant does not have a model. Create one first."));
  }

  @GET
  @Path("{modelId}")
  @RequiresPermission(READ)
  @OperationSummary("Get a version of the model")
  public DataResponseBody<RelationModelView> get(
      @Context HttpServletRequest request, @PathParam("modelId") String modelId) {
    var tenant = HttpExchange.of(request).tenant();
    return models
        .find(tenant, store(tenant), modelId)
        .map(model -> DataResponseBody.of(RelationModelView.whole(model)))
        .orElseThrow(
            () ->
                ApiException.notFound("The model " + modelId + " does not exist in this tenant."));
  }

  @PUT
  @Path("{modelId}/current")
  @RequiresPermission(WRITE)
  @OperationSummary("Make a version of the model current")
  public DataResponseBody<RelationModelView> makeCurrent(
      @Context HttpServletRequest request, @PathParam("modelId") String modelId) {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    return RelationExceptionConverter.run(
        () ->
            new DataResponseBody<>(
                RelationModelView.brief(
                    models.makeCurrent(tenant, store(tenant), modelId, by(exchange))),
                "The model is now current and is used for queries."));
  }

  private String store(TenantContext tenant) {
    return stores.defaultStore(tenant).id();
  }

  private static AuditInitiator by(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
