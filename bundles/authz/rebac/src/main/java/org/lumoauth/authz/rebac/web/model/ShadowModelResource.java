/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.model.RelationModelService;
import org.lumoauth.api.relation.model.ShadowModelReport;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.rebac.web.ObjectAndSubjectTextParser;
import org.lumoauth.authz.rebac.web.RelationExceptionConverter;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * Serves {@code ~/zanzibar/shadow}: a model that is evaluated for real queries before it becomes
 * current.
 */
@Path("zanzibar/shadow")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ShadowModelResource {

  /** The shadow model. */
  record ShadowModelBody(String model) {}

  /** The report of the differences on this node. */
  record ShadowReportBody(
      String model,
      Instant since,
      long compared,
      long different,
      long failed,
      long skipped,
      List<ShadowExampleBody> examples) {
    static ShadowReportBody of(ShadowModelReport report) {
      return new ShadowReportBody(
          report.modelId(),
          report.since(),
          report.compared(),
          report.different(),
          report.failed(),
          report.skipped(),
          report.examples().stream().map(ShadowExampleBody::of).toList());
    }
  }

  /** A query with a different result. */
  record ShadowExampleBody(
      String object,
      String relation,
      String subject,
      boolean allowed,
      @JsonProperty("shadow_allowed") boolean shadowAllowed,
      Instant at) {
    static ShadowExampleBody of(ShadowModelReport.ShadowModelDifference example) {
      var key = example.question();
      return new ShadowExampleBody(
          key.object().toString(),
          key.relation(),
          key.subject().toString(),
          example.allowed(),
          example.shadowAllowed(),
          example.at());
    }
  }

  private final RelationStoreService stores;
  private final RelationModelService models;

  public ShadowModelResource(RelationStoreService stores, RelationModelService models) {
    this.stores = stores;
    this.models = models;
  }

  @GET
  @RequiresPermission("relations.read")
  @OperationSummary("Get the differences of the shadow model")
  public DataResponseBody<ShadowReportBody> report(@Context HttpServletRequest request) {
    var tenant = HttpExchange.of(request).tenant();
    return RelationExceptionConverter.run(
        () ->
            models
                .findShadowReport(tenant, stores.defaultStore(tenant).id())
                .map(report -> DataResponseBody.of(ShadowReportBody.of(report)))
                .orElseThrow(
                    () -> ApiException.notFound("The tenant has no shadow model. Set one first.")));
  }

  @PUT
  @RequiresPermission("relations.write")
  @OperationSummary("Set the shadow model for comparison")
  public MessageResponseBody begin(@Context HttpServletRequest request, ShadowModelBody body) {
    var model = ObjectAndSubjectTextParser.required(body.model(), "`model` is required.");
    shadow(request, Optional.of(model));
    return new MessageResponseBody(
        "Queries are now also evaluated with the shadow model for comparison.");
  }

  @DELETE
  @RequiresPermission("relations.write")
  @OperationSummary("Remove the shadow model")
  public MessageResponseBody end(@Context HttpServletRequest request) {
    shadow(request, Optional.empty());
    return new MessageResponseBody("The shadow model was removed.");
  }

  private void shadow(HttpServletRequest request, Optional<String> model) {
    var exchange = HttpExchange.of(request);
    var tenant = exchange.tenant();
    RelationExceptionConverter.run(
        () -> {
          models.setShadow(
              tenant,
              stores.defaultStore(tenant).id(),
              model,
              AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
          return null;
        });
  }
}
