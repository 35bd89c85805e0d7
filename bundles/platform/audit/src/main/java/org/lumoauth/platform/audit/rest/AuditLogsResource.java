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
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.audit.chain.AuditTables;
import org.lumoauth.platform.audit.chain.RetentionLimits;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** The audit log of the caller's tenant. */
@Path("admin/audit-logs")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditLogsResource {
  private static final Duration STATS_PERIOD = Duration.ofDays(30);

  private final AuditReader reader;
  private final Retention retention;
  private final RetentionLimits limits;
  private final AuditLog audit;
  private final AuditRecorder recorder;
  private final AuditExport export;
  private final EntryView view = new EntryView();

  AuditLogsResource(AuditTables tables, AuditLog audit, RetentionLimits limits) {
    this.reader = new AuditReader(tables);
    this.retention = new Retention(tables, limits);
    this.limits = limits;
    this.audit = audit;
    this.recorder = new AuditRecorder(audit);
    this.export = new AuditExport(reader, recorder);
  }

  @GET
  @Requires("audit.read")
  public ListBody<AuditLogEntry> list(
      @Context HttpServletRequest request,
      @BeanParam AuditFilter filter,
      @BeanParam PageQuery page) {
    var found =
        reader.page(filter.conditions(tenant(request)), filter.oldestFirst(), page.request());
    return ListBody.of(found.map(view::of), "audit_logs");
  }

  /** By its place in the chain, or by its {@code aud_} identifier. */
  @GET
  @Path("{logId}")
  @Requires("audit.read")
  public DataBody<AuditLogEntry> get(
      @Context HttpServletRequest request, @PathParam("logId") String logId) {
    return reader
        .find(tenant(request), logId)
        .map(view::of)
        .map(DataBody::of)
        .orElseThrow(() -> Problem.notFound("There is no such audit record."));
  }

  @GET
  @Path("stats")
  @Requires("audit.read")
  public DataBody<AuditStats> stats(
      @Context HttpServletRequest request, @BeanParam AuditFilter filter) {
    var conditions = filter.conditions(tenant(request));
    Instant to = filter.end().orElseGet(Instant::now);
    Instant from = filter.start().orElseGet(() -> to.minus(STATS_PERIOD));
    if (filter.start().isEmpty()) {
      conditions.from("recorded_at", AuditFilter.micros(from));
    }
    return DataBody.of(
        AuditStats.of(
            new AuditStats.Period(from.toString(), to.toString()),
            reader.counts(conditions, "action"),
            reader.counts(conditions, "outcome")));
  }

  /** Walks the chain from its first record: read-only, but as long as the chain is. */
  @POST
  @Path("verify")
  @Requires("audit.read")
  public DataBody<Verification> verify(@Context HttpServletRequest request) {
    return DataBody.of(Verification.of(audit.verify(tenant(request))));
  }

  @GET
  @Path("actions")
  @Requires("audit.read")
  public DataBody<Set<String>> actions(@Context HttpServletRequest request) {
    return DataBody.of(
        new TreeSet<>(reader.counts(new Conditions(tenant(request)), "action").keySet()));
  }

  @GET
  @Path("retention")
  @Requires("audit.read")
  public DataBody<AuditRetention> retention(@Context HttpServletRequest request) {
    return DataBody.of(view(retention.days(tenant(request))));
  }

  @PATCH
  @Path("retention")
  @Requires("audit.write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Takes(
      members = {
        @Member(value = "retentionDays", type = int.class),
        @Member(value = "autoDelete", type = boolean.class, says = "As the operator set it"),
        @Member(value = "planLimitDays", type = int.class, says = "Not looked at")
      })
  public DataBody<AuditRetention> changeRetention(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return keep(Exchange.of(request), body, Optional.empty());
  }

  @PUT
  @Path("retention")
  @Requires("audit.write")
  @Consumes(MediaType.APPLICATION_JSON)
  @Takes(
      members = {
        @Member(value = "retentionDays", type = int.class),
        @Member(value = "autoDelete", type = boolean.class, says = "As the operator set it"),
        @Member(value = "planLimitDays", type = int.class, says = "Not looked at")
      })
  public DataBody<AuditRetention> replaceRetention(
      @Context HttpServletRequest request, Map<String, Object> body) {
    return keep(Exchange.of(request), body, Optional.of(limits.days()));
  }

  /** The newest records that the filter selects, at most {@value AuditExport#LIMIT}. */
  @GET
  @Path("export")
  @Requires("audit.read")
  @Produces({"text/csv", MediaType.APPLICATION_JSON})
  @Refuses({422, 429, 503})
  public Response export(
      @Context HttpServletRequest request,
      @BeanParam AuditFilter filter,
      @QueryParam("format") String format) {
    var exchange = Exchange.of(request);
    return export.of(exchange, exchange.tenant().id(), filter, format);
  }

  private DataBody<AuditRetention> keep(
      Exchange exchange, Map<String, Object> body, Optional<Integer> otherwise) {
    var wanted = RetentionBody.days(body, limits).or(() -> otherwise);
    var change = retention.change(exchange.tenant().id(), kept -> wanted.orElse(kept));
    recorder.record(
        exchange,
        exchange.tenant().id(),
        "config.updated",
        "The audit log's retention was changed.",
        Map.of(
            "oldValue",
            change.before(),
            "newValue",
            change.after(),
            "setting",
            "audit.retentionDays"));
    return new DataBody<>(view(change.after()), "Saved.");
  }

  private AuditRetention view(int days) {
    return new AuditRetention(days, limits.deletesRecords(), null);
  }

  private static String tenant(HttpServletRequest request) {
    return Exchange.of(request).tenant().id();
  }
}
