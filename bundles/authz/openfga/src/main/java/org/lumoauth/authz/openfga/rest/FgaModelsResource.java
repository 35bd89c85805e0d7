/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.api.relation.model.RelationModelSourceFiles;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaIdMapper;
import org.lumoauth.authz.openfga.FgaStoreResolver;
import org.lumoauth.authz.openfga.wire.FgaModelResponses;
import org.lumoauth.authz.openfga.wire.FgaPageParameterParser;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/** The resource {@code ~/openfga/stores/{storeId}/authorization-models}. */
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Path("openfga/stores/{storeId}/authorization-models")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class FgaModelsResource {
  private final RelationModelService models;
  private final FgaStoreResolver stores;

  public FgaModelsResource(RelationModelService models, FgaStoreResolver stores) {
    this.models = models;
    this.stores = stores;
  }

  @GET
  @RequiresPermission("relations.read")
  @OperationSummary("List models, newest first (OpenFGA ReadAuthorizationModels)")
  public FgaModelResponses.ListModelsResponse list(
      @Context HttpServletRequest request,
      @PathParam("storeId") String storeId,
      @QueryParam("page_size") String size,
      @QueryParam("continuation_token") String token) {
    var tenant = HttpExchange.of(request).tenant();
    return FgaErrorMapping.OTHER.run(
        () ->
            FgaModelResponses.ListModelsResponse.of(
                models.list(
                    tenant,
                    stores.require(tenant, storeId).id(),
                    FgaPageParameterParser.size(size),
                    FgaPageParameterParser.after(token))));
  }

  /** Writes a model and makes it current, because OpenFGA uses the newest model by default. */
  @POST
  @RequiresPermission("relations.write")
  @OperationSummary("Write a model (OpenFGA WriteAuthorizationModel)")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "schema_version", required = true),
        @SchemaProperty(value = "type_definitions", required = true, type = List.class),
        @SchemaProperty(value = "conditions", type = Map.class)
      })
  @ApiResponse(value = FgaModelResponses.WriteModelResponse.class, status = 201)
  public Response write(@Context HttpServletRequest request, @PathParam("storeId") String storeId)
      throws IOException {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrorMapping.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId);
          var source =
              RelationModelSourceFiles.of(
                  RelationModelSourceFiles.ModelLanguage.OPENFGA_JSON,
                  text(request.getInputStream().readAllBytes()));
          var written = models.write(tenant, store.id(), source, true, exchange.initiator());
          return Response.status(Response.Status.CREATED)
              .entity(new FgaModelResponses.WriteModelResponse(FgaIdMapper.plain(written.id())))
              .build();
        });
  }

  /** Decodes the body strictly: replacing invalid UTF-8 would change the model. */
  private static String text(byte[] body) {
    var fault = JsonEncodingValidator.check(body);
    if (fault != JsonEncodingValidator.JsonTextFault.NONE) {
      throw FgaException.invalid(fault.message());
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  @GET
  @Path("{modelId}")
  @RequiresPermission("relations.read")
  @OperationSummary("Read a model (OpenFGA ReadAuthorizationModel)")
  public FgaModelResponses.ReadModelResponse get(
      @Context HttpServletRequest request,
      @PathParam("storeId") String storeId,
      @PathParam("modelId") String modelId) {
    var tenant = HttpExchange.of(request).tenant();
    return FgaErrorMapping.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId);
          return FgaIdMapper.model(modelId)
              .flatMap(id -> models.find(tenant, store.id(), id))
              .map(FgaModelResponses.ReadModelResponse::of)
              .orElseThrow(
                  () ->
                      new FgaException(
                          400,
                          "authorization_model_not_found",
                          "Authorization Model '" + modelId + "' not found"));
        });
  }
}
