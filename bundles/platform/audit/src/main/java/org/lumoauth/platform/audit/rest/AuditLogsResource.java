/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.audit.chain.OperatorAuditRetentionSettings;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Serves the audit log of the caller's tenant. */
@Path("admin/audit-logs")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditLogsResource {
  private static final Duration STATS_PERIOD = Duration.ofDays(30);

  private final AuditRecordQuery reader;
  private final AuditRetentionStore retention;
  private final OperatorAuditRetentionSettings limits;
  private final AuditLog audit;
  private final AuditAccessRecorder recorder;
  private final AuditExportService export;
  private final AuditLogEntryMapper view = new AuditLogEntryMapper();

  AuditLogsResource(PersistenceUnit tables, AuditLog audit, OperatorAuditRetentionSettings limits) {
    this.reader = new AuditRecordQuery(tables);
    this.retention = new AuditRetentionStore(tables, limits);
    this.limits = limits;
    this.audit = audit;
    this.recorder = new AuditAccessRecorder(audit);
    this.export = new AuditExportService(reader, recorder);
  }

  @GET
  @OperationSummary("List audit records")
  @RequiresPermission("audit.read")
  public ListResponseBody<AuditLogEntryView> list(
      @Context HttpServletRequest request,
      @BeanParam AuditRecordFilterParameters filter,
      @BeanParam PageQueryParameters page) {
    var found =
        reader.page(filter.conditions(tenant(request)), filter.oldestFirst(), page.request());
    return ListResponseBody.of(found.map(view::of), "audit_logs");
  }

  /** Returns a record by its position in the chain or its {@code aud_} identifier. */
  @GET
  @OperationSummary("Get an audit record")
  @Path("{logId}")
  @RequiresPermission("audit.read")
  public DataResponseBody<AuditLogEntryView> get(
      @Context HttpServletRequest request, @PathParam("logId") String logId) {
    return reader
        .find(tenant(request), logId)
        .map(view::of)
        .map(DataResponseBody::of)
        .orElseThrow(() -> ApiException.notFound("The audit record does not exist."));
  }

  @GET
  @OperationSummary("Get audit statistics")
  @Path("stats")
  @RequiresPermission("audit.read")
  public DataResponseBody<AuditStatsView> stats(
      @Context HttpServletRequest request, @BeanParam AuditRecordFilterParameters filter) {
    var conditions = filter.conditions(tenant(request));
    Instant to = filter.end().orElseGet(Instant::now);
    Instant from = filter.start().orElseGet(() -> to.minus(STATS_PERIOD));
    if (filter.start().isEmpty()) {
      conditions.from("recorded_at", AuditRecordFilterParameters.micros(from));
    }
    return DataResponseBody.of(
        AuditStatsView.of(
            new AuditStatsView.AuditStatsPeriod(from.toString(), to.toString()),
            reader.counts(conditions, "action"),
            reader.counts(conditions, "outcome")));
  }

  /**
   * Verifies the chain from its first record. Read-only; duration grows with the length of the
   * chain.
   */
  @POST
  @OperationSummary("Verify the audit chain")
  @Path("verify")
  @RequiresPermission("audit.read")
  public DataResponseBody<AuditVerificationView> verify(@Context HttpServletRequest request) {
    return DataResponseBody.of(AuditVerificationView.of(audit.verify(tenant(request))));
  }

  @GET
  @OperationSummary("List the actions in the audit log")
  @Path("actions")
  @RequiresPermission("audit.read")
  public DataResponseBody<Set<String>> actions(@Context HttpServletRequest request) {
    return DataResponseBody.of(
        new TreeSet<>(reader.counts(new AuditWhereClause(tenant(request)), "action").keySet()));
  }

  @GET
  @OperationSummary("Get the audit retention period")
  @Path("retention")
  @RequiresPermission("audit.read")
  public DataResponseBody<AuditRetentionView> retention(@Context HttpServletRequest request) {
    return DataResponseBody.of(view(retention.days(tenant(request))));
  }

  @PATCH
  @OperationSummary("Update the audit retention period")
  @Path("retention")
  @RequiresPermission("audit.write")
  @Consumes(MediaType.APPLICATION_JSON)
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "retentionDays", type = int.class),
        @SchemaProperty(
            value = "autoDelete",
            type = boolean.class,
            description = "Set by the operator"),
        @SchemaProperty(value = "planLimitDays", type = int.class, description = "Ignored")
      })
  public DataResponseBody<AuditRetentionView> changeRetention(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return keep(HttpExchange.of(request), body, Optional.empty());
  }

  @PUT
  @OperationSummary("Replace the audit retention period")
  @Path("retention")
  @RequiresPermission("audit.write")
  @Consumes(MediaType.APPLICATION_JSON)
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "retentionDays", type = int.class),
        @SchemaProperty(
            value = "autoDelete",
            type = boolean.class,
            description = "Set by the operator"),
        @SchemaProperty(value = "planLimitDays", type = int.class, description = "Ignored")
      })
  public DataResponseBody<AuditRetentionView> replaceRetention(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return keep(HttpExchange.of(request), body, Optional.of(limits.days()));
  }

  /** Exports the newest matching records, at most {@value AuditExportService#LIMIT}. */
  @GET
  @OperationSummary("Export audit records")
  @Path("export")
  @RequiresPermission("audit.read")
  @Produces({"text/csv", MediaType.APPLICATION_JSON})
  @ApiErrorResponses({422, 429, 503})
  public Response export(
      @Context HttpServletRequest request,
      @BeanParam AuditRecordFilterParameters filter,
      @QueryParam("format") String format) {
    var exchange = HttpExchange.of(request);
    return export.of(exchange, exchange.tenant().id(), filter, format);
  }

  private DataResponseBody<AuditRetentionView> keep(
      HttpExchange exchange, Map<String, Object> body, Optional<Integer> otherwise) {
    var wanted = AuditRetentionRequestParser.parseDays(body, limits).or(() -> otherwise);
    var change = retention.change(exchange.tenant().id(), kept -> wanted.orElse(kept));
    recorder.record(
        exchange,
        exchange.tenant().id(),
        "config.updated",
        "The retention of the audit log was changed.",
        Map.of(
            "oldValue",
            change.before(),
            "newValue",
            change.after(),
            "setting",
            "audit.retentionDays"));
    return new DataResponseBody<>(view(change.after()), "Saved.");
  }

  private AuditRetentionView view(int days) {
    return new AuditRetentionView(days, limits.deletesRecords(), null);
  }

  private static String tenant(HttpServletRequest request) {
    return HttpExchange.of(request).tenant().id();
  }
}
