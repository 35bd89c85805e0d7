/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.transfer.TenantTransferService;
import org.lumoauth.platform.transfer.TransferDifference;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.StreamedDocumentOutput;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.QueryParameterNameValidator;

/**
 * {@code ~/admin/export} and {@code ~/admin/import}. An export requires read permission for
 * everything in it. An import could grant any permission, so it requires all permissions.
 */
@Path("admin")
@Produces(MediaType.APPLICATION_JSON)
public final class TenantTransferResource {

  /** The result of an import or a dry run. */
  public record TenantImportReport(List<TransferDifference> data, boolean dryRun, String message) {}

  private static final String DRY_RUN = "dryRun";
  private static final Set<String> PARAMETERS = Set.of(DRY_RUN);

  private final TenantTransferService transfer;

  TenantTransferResource(TenantTransferService transfer) {
    this.transfer = transfer;
  }

  /** The document itself, without a wrapper: an import accepts it unchanged. */
  @GET
  @OperationSummary("Export the tenant as a document")
  @Path("export")
  @RequiresPermission("settings.manage")
  @ApiResponse(
      members = {
        @SchemaProperty(
            value = "format",
            required = true,
            oneOf = {"lumoauth-tenant"}),
        @SchemaProperty(value = "version", required = true, type = int.class),
        @SchemaProperty(value = "tenant", required = true)
      })
  @ApiErrorResponses({422, 429, 503})
  public Response export(
      @Context HttpServletRequest request, @QueryParam("sections") String sections) {
    var exchange = HttpExchange.of(request);
    transfer.areas().forEach(area -> exchange.require(area + SystemPermissions.READ));
    exchange.beginExport(exchange.tenant().id());
    var document = transfer.export(exchange.tenant(), names(sections), by(exchange));
    return Response.ok(new StreamedDocumentOutput(exchange, document::writeTo)).build();
  }

  @POST
  @OperationSummary("Import a tenant document")
  @Path("import")
  @LargeRequestBody
  @RequiresPermission("settings.manage")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "format",
            required = true,
            oneOf = {"lumoauth-tenant"}),
        @SchemaProperty(value = "version", required = true, type = int.class)
      })
  @ApiErrorResponses(409)
  public TenantImportReport apply(
      @Context HttpServletRequest request,
      @QueryParam(DRY_RUN) String dryRun,
      Map<String, Object> document) {
    var exchange = HttpExchange.of(request);
    QueryParameterNameValidator.require(
        exchange, PARAMETERS); // an unknown or repeated parameter may have been meant as a dry run
    for (String area : SystemPermissions.AREAS) {
      exchange.require(area + SystemPermissions.READ);
      exchange.require(area + SystemPermissions.WRITE);
    }
    SystemPermissions.OTHERS.forEach(exchange::require);
    boolean dry = flag(dryRun);
    var differences = transfer.apply(exchange.tenant(), document, dry, by(exchange));
    var message =
        (dry ? "Items that would change: " : "Items changed: ")
            + differences.size()
            + "; nothing is removed.";
    return new TenantImportReport(differences, dry, message);
  }

  private static Set<String> names(String sections) {
    return sections == null
        ? Set.of()
        : Arrays.stream(sections.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
  }

  /** An invalid value may have been meant as a dry run, so it is rejected. */
  private static boolean flag(String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw ApiException.invalid(DRY_RUN, "dryRun must be true or false.");
  }

  private static AuditInitiator by(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
