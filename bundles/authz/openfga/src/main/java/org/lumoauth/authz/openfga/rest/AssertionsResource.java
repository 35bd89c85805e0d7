package org.lumoauth.authz.openfga.rest;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
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
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.relation.RelationModels;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.openfga.FgaActor;
import org.lumoauth.authz.openfga.FgaErrors;
import org.lumoauth.authz.openfga.FgaFailure;
import org.lumoauth.authz.openfga.FgaIds;
import org.lumoauth.authz.openfga.FgaStores;
import org.lumoauth.authz.openfga.assertion.AssertionStore;
import org.lumoauth.authz.openfga.wire.AssertionsBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/openfga/stores/{storeId}/assertions/{modelId}}. */
@Refuses(
    value = {400, 404, 409, 500},
    body = FgaFailure.Body.class)
@Path("openfga/stores/{storeId}/assertions/{modelId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class AssertionsResource {
  private final AssertionStore assertions;
  private final RelationModels models;
  private final FgaStores stores;
  private final AuditLog log;

  public AssertionsResource(
      AssertionStore assertions, RelationModels models, FgaStores stores, AuditLog log) {
    this.assertions = assertions;
    this.models = models;
    this.stores = stores;
    this.log = log;
  }

  @GET
  @Requires("relations.read")
  @Summary("Show what is expected of a model, as OpenFGA's ReadAssertions")
  public AssertionsBody.Answer read(
      @Context HttpServletRequest request,
      @PathParam("storeId") String storeId,
      @PathParam("modelId") String modelId) {
    var tenant = Exchange.of(request).tenant();
    return FgaErrors.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId).id();
          var model = model(tenant, store, modelId);
          return new AssertionsBody.Answer(modelId, assertions.find(tenant.id(), store, model));
        });
  }

  @PUT
  @Requires("relations.write")
  @Summary("Say what is expected of a model, as OpenFGA's WriteAssertions")
  @Takes(AssertionsBody.class)
  public Response write(
      @Context HttpServletRequest request,
      @PathParam("storeId") String storeId,
      @PathParam("modelId") String modelId)
      throws IOException {
    var exchange = Exchange.of(request);
    var tenant = exchange.tenant();
    return FgaErrors.OTHER.run(
        () -> {
          var store = stores.require(tenant, storeId).id();
          var model = model(tenant, store, modelId);
          var wanted = exchange.readJson(AssertionsBody.class).checked();
          log.requireWritable();
          assertions.replace(tenant.id(), store, model, wanted);
          record(exchange, model, Map.of("store", store, "assertions", wanted.size()));
          return Response.noContent().build();
        });
  }

  private void record(Exchange exchange, String modelId, Map<String, Object> details) {
    Initiator by = FgaActor.of(exchange);
    log.record(
        exchange.tenant().id(),
        by.did(
            "relation.assertions.written",
            new AuditEvent.Target("relation_model", modelId, Optional.empty()),
            "Said what is expected of a model.",
            details));
  }

  private String model(TenantContext tenant, String storeId, String modelId) {
    return FgaIds.model(modelId)
        .flatMap(id -> models.find(tenant, storeId, id))
        .orElseThrow(
            () ->
                new FgaFailure(
                    400,
                    "authorization_model_not_found",
                    "Authorization Model '" + modelId + "' not found"))
        .id();
  }
}
