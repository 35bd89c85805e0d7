package org.lumoauth.platform.audit.rest;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.web.OperatorOnly;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.audit.chain.AuditTables;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.Refuses;

/** The audit log of the platform: what the operator did outside any tenant. */
@Path("platform/audit")
@Produces(MediaType.APPLICATION_JSON)
@OperatorOnly
public final class PlatformAuditResource {
  private final AuditReader reader;
  private final AuditLog audit;
  private final AuditExport export;
  private final EntryView view = new EntryView();

  PlatformAuditResource(AuditTables tables, AuditLog audit) {
    this.reader = new AuditReader(tables);
    this.audit = audit;
    this.export = new AuditExport(reader, new AuditRecorder(audit));
  }

  @GET
  public ListBody<AuditLogEntry> list(@BeanParam AuditFilter filter, @BeanParam PageQuery page) {
    var found =
        reader.page(filter.conditions(AuditLog.PLATFORM), filter.oldestFirst(), page.request());
    return ListBody.of(found.map(view::of), "audit_logs");
  }

  /** By its place in the chain, or by its {@code aud_} identifier. */
  @GET
  @Path("{logId}")
  public DataBody<AuditLogEntry> get(@PathParam("logId") String logId) {
    return reader
        .find(AuditLog.PLATFORM, logId)
        .map(view::of)
        .map(DataBody::of)
        .orElseThrow(() -> Problem.notFound("The platform has no audit record of this id."));
  }

  /** Reads the chain from its first record; takes as long as the chain is. */
  @POST
  @Path("verify")
  public DataBody<Verification> verify() {
    return DataBody.of(Verification.of(audit.verify(AuditLog.PLATFORM)));
  }

  /** The newest records that the filter selects, at most {@value AuditExport#LIMIT}. */
  @GET
  @Path("export")
  @Produces({"text/csv", MediaType.APPLICATION_JSON})
  @Refuses({422, 429, 503})
  public Response export(
      @Context HttpServletRequest request,
      @BeanParam AuditFilter filter,
      @QueryParam("format") String format) {
    return export.of(Exchange.of(request), AuditLog.PLATFORM, filter, format);
  }
}
