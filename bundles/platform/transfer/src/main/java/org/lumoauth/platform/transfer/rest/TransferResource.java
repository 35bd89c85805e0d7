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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.transfer.Difference;
import org.lumoauth.platform.transfer.TenantTransfer;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.KnownQuery;
import org.lumoauth.platform.web.StreamedDocument;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/**
 * {@code ~/admin/export} and {@code ~/admin/import}. Who exports may read everything that is in it.
 * An import could give anybody anything, so it takes somebody who may do everything.
 */
@Path("admin")
@Produces(MediaType.APPLICATION_JSON)
public final class TransferResource {

  /** What an import did, or would do. */
  public record Report(List<Difference> data, boolean dryRun, String message) {}

  private static final String DRY_RUN = "dryRun";
  private static final Set<String> PARAMETERS = Set.of(DRY_RUN);

  private final TenantTransfer transfer;

  TransferResource(TenantTransfer transfer) {
    this.transfer = transfer;
  }

  /** The document itself, not wrapped: it is what an import takes. */
  @GET
  @Path("export")
  @Requires("settings.manage")
  @AnswersWith(
      members = {
        @Member(
            value = "format",
            needed = true,
            oneOf = {"lumoauth-tenant"}),
        @Member(value = "version", needed = true, type = int.class),
        @Member(value = "tenant", needed = true)
      })
  @Refuses({422, 429, 503})
  public Response export(
      @Context HttpServletRequest request, @QueryParam("sections") String sections) {
    var exchange = Exchange.of(request);
    transfer.areas().forEach(area -> exchange.require(area + SystemPermissions.READ));
    exchange.beginExport(exchange.tenant().id());
    var document = transfer.export(exchange.tenant(), names(sections), by(exchange));
    return Response.ok(new StreamedDocument(exchange, document::writeTo)).build();
  }

  @POST
  @Path("import")
  @LargeBody
  @Requires("settings.manage")
  @Takes(
      members = {
        @Member(
            value = "format",
            needed = true,
            oneOf = {"lumoauth-tenant"}),
        @Member(value = "version", needed = true, type = int.class)
      })
  @Refuses(409)
  public Report apply(
      @Context HttpServletRequest request,
      @QueryParam(DRY_RUN) String dryRun,
      Map<String, Object> document) {
    var exchange = Exchange.of(request);
    KnownQuery.require(exchange, PARAMETERS); // another name, or two values, may mean a dry run
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
    return new Report(differences, dry, message);
  }

  private static Set<String> names(String sections) {
    return sections == null
        ? Set.of()
        : Arrays.stream(sections.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
  }

  /** What is neither true nor false might have been meant as a dry run. */
  private static boolean flag(String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw Problem.invalid(DRY_RUN, "dryRun is true or false.");
  }

  private static Initiator by(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
