/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.OperatorOnly;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Serves the audit log of the platform: operations of the operator outside any tenant. */
@Path("platform/audit")
@Produces(MediaType.APPLICATION_JSON)
@OperatorOnly
public final class PlatformAuditResource {
  private final AuditRecordQuery reader;
  private final AuditLog audit;
  private final AuditExportService export;
  private final AuditLogEntryMapper view = new AuditLogEntryMapper();

  PlatformAuditResource(PersistenceUnit tables, AuditLog audit) {
    this.reader = new AuditRecordQuery(tables);
    this.audit = audit;
    this.export = new AuditExportService(reader, new AuditAccessRecorder(audit));
  }

  @GET
  @OperationSummary("List audit records of the platform")
  public ListResponseBody<AuditLogEntryView> list(
      @BeanParam AuditRecordFilterParameters filter, @BeanParam PageQueryParameters page) {
    var found =
        reader.page(filter.conditions(AuditLog.PLATFORM), filter.oldestFirst(), page.request());
    return ListResponseBody.of(found.map(view::of), "audit_logs");
  }

  /** Returns a record by its position in the chain or its {@code aud_} identifier. */
  @GET
  @OperationSummary("Get an audit record of the platform")
  @Path("{logId}")
  public DataResponseBody<AuditLogEntryView> get(@PathParam("logId") String logId) {
    return reader
        .find(AuditLog.PLATFORM, logId)
        .map(view::of)
        .map(DataResponseBody::of)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "The audit record does not exist in the platform's audit log."));
  }

  /** Verifies the chain from its first record. Duration grows with the length of the chain. */
  @POST
  @OperationSummary("Verify the audit chain of the platform")
  @Path("verify")
  public DataResponseBody<AuditVerificationView> verify() {
    return DataResponseBody.of(AuditVerificationView.of(audit.verify(AuditLog.PLATFORM)));
  }

  /** Exports the newest matching records, at most {@value AuditExportService#LIMIT}. */
  @GET
  @OperationSummary("Export audit records of the platform")
  @Path("export")
  @Produces({"text/csv", MediaType.APPLICATION_JSON})
  @ApiErrorResponses({422, 429, 503})
  public Response export(
      @Context HttpServletRequest request,
      @BeanParam AuditRecordFilterParameters filter,
      @QueryParam("format") String format) {
    return export.of(HttpExchange.of(request), AuditLog.PLATFORM, filter, format);
  }
}
