/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.rest;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.openfga.FgaErrorMapping;
import org.lumoauth.authz.openfga.FgaException;
import org.lumoauth.authz.openfga.FgaIdMapper;
import org.lumoauth.authz.openfga.FgaStoreResolver;
import org.lumoauth.authz.openfga.assertion.FgaAssertionStore;
import org.lumoauth.authz.openfga.wire.FgaAssertionsBody;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.rest.OperationSummary;

/** The resource {@code ~/openfga/stores/{storeId}/assertions/{modelId}}. */
@ApiErrorResponses(
    value = {400, 404, 409, 500},
    body = FgaException.FgaErrorBody.class)
@Path("openfga/stores/{storeId}/assertions/{modelId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public final class FgaAssertionsResource {
  private final FgaAssertionStore assertions;
  private final RelationModelService models;
  private final FgaStoreResolver stores;
  private final AuditLog log;

  public FgaAssertionsResource(
      FgaAssertionStore assertions,
      RelationModelService models,
      FgaStoreResolver stores,
      AuditLog log) {
    this.assertions = assertions;
    this.models = models;
    this.stores = stores;
    this.log = log;
  }

  @GET
  @RequiresPermission("relations.read")
  @OperationSummary("Read the assertions of a model (OpenFGA ReadAssertions)")
  public FgaAssertionsBody.FgaAssertionsResponse read(
      @Context HttpServletRequest request,
      @PathParam("storeId") String storeId,
      @PathParam("modelId") String modelId) {
    var tenant = HttpExchange.of(request).tenant();
    return FgaErrorMapping.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId).id();
          var model = model(tenant, store, modelId);
          return new FgaAssertionsBody.FgaAssertionsResponse(
              modelId, assertions.find(tenant.id(), store, model));
        });
  }

  @PUT
  @RequiresPermission("relations.write")
  @OperationSummary("Write the assertions of a model (OpenFGA WriteAssertions)")
  @ApiRequestParameters(FgaAssertionsBody.class)
  public Response write(
      @Context HttpServletRequest request,
      @PathParam("storeId") String storeId,
      @PathParam("modelId") String modelId)
      throws IOException {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrorMapping.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId).id();
          var model = model(tenant, store, modelId);
          var wanted = exchange.readJson(FgaAssertionsBody.class).checked();
          log.requireWritable();
          assertions.replace(tenant.id(), store, model, wanted);
          log.record(
              tenant.id(),
              exchange
                  .initiator()
                  .auditEvent(
                      "relation.assertions.written", "The assertions of a model were written.")
                  .withTarget("relation_model", model)
                  .withDetail("store", store)
                  .withDetail("assertions", wanted.size()));
          return Response.noContent().build();
        });
  }

  private String model(TenantContext tenant, String storeId, String modelId) {
    return FgaIdMapper.model(modelId)
        .flatMap(id -> models.find(tenant, storeId, id))
        .orElseThrow(
            () ->
                new FgaException(
                    400,
                    "authorization_model_not_found",
                    "Authorization Model '" + modelId + "' not found"))
        .id();
  }
}
