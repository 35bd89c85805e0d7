/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers.rest;

import java.util.Map;
import java.util.function.UnaryOperator;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.oauth.trustedissuers.TrustedIssuerAdminService;
import org.lumoauth.oauth.trustedissuers.TrustedIssuerDefinition;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.InMemoryPager;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/**
 * Serves {@code ~/admin/oauth/trusted-issuers}. A trusted issuer can assert all users, including
 * administrators who grant roles. Trusting an issuer therefore requires the permissions to manage
 * the tenant's settings and to grant roles. Revoking the trust requires only the first permission.
 */
@Path("admin/oauth/trusted-issuers")
@Produces("application/json")
public final class TrustedIssuersResource {

  private static final String GIVE_ROLES = "roles.write";

  private final TrustedIssuerAdminService issuers;

  TrustedIssuersResource(TrustedIssuerAdminService issuers) {
    this.issuers = issuers;
  }

  @GET
  @OperationSummary("List trusted issuers")
  @RequiresPermission("settings.read")
  public ListResponseBody<TrustedIssuerView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var page =
        InMemoryPager.page(
            issuers.list(HttpExchange.of(request).tenant()),
            query.request(),
            "issuer",
            each -> each.settings().issuer() + " " + each.settings().name());
    return ListResponseBody.of(page.map(TrustedIssuerView::of), "trusted_issuers");
  }

  @POST
  @OperationSummary("Create a trusted issuer")
  @Consumes("application/json")
  @RequiresPermission("settings.manage")
  @ApiRequestParameters(
      value = TrustedIssuerRequestSchema.class,
      members = {@SchemaProperty(value = "issuer", required = true)})
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    exchange.require(GIVE_ROLES);
    var issuer =
        issuers.create(
            exchange.tenant(), TrustedIssuerRequestParser.create(body), exchange.initiator());
    return DataResponseBody.created(TrustedIssuerView.of(issuer), "Issuer registered.");
  }

  @GET
  @OperationSummary("Get a trusted issuer")
  @Path("{issuerId}")
  @RequiresPermission("settings.read")
  public DataResponseBody<TrustedIssuerView> get(
      @Context HttpServletRequest request, @PathParam("issuerId") String issuerId) {
    return DataResponseBody.of(
        TrustedIssuerView.of(issuers.get(HttpExchange.of(request).tenant(), issuerId)));
  }

  @PATCH
  @OperationSummary("Update a trusted issuer")
  @Path("{issuerId}")
  @Consumes("application/json")
  @RequiresPermission("settings.manage")
  @ApiRequestParameters(TrustedIssuerRequestSchema.class)
  @ApiErrorResponses(409)
  public DataResponseBody<TrustedIssuerView> patch(
      @Context HttpServletRequest request,
      @PathParam("issuerId") String issuerId,
      Map<String, Object> body) {
    HttpExchange.of(request).require(GIVE_ROLES);
    return change(request, issuerId, settings -> TrustedIssuerRequestParser.change(settings, body));
  }

  @DELETE
  @OperationSummary("Delete a trusted issuer")
  @Path("{issuerId}")
  @RequiresPermission("settings.manage")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("issuerId") String issuerId) {
    var exchange = HttpExchange.of(request);
    issuers.delete(exchange.tenant(), issuerId, exchange.initiator());
    return new MessageResponseBody("Issuer removed.");
  }

  @POST
  @OperationSummary("Enable a trusted issuer")
  @Path("{issuerId}/enable")
  @RequiresPermission("settings.manage")
  public DataResponseBody<TrustedIssuerView> enable(
      @Context HttpServletRequest request, @PathParam("issuerId") String issuerId) {
    HttpExchange.of(request).require(GIVE_ROLES);
    return change(request, issuerId, settings -> settings.withEnabled(true));
  }

  @POST
  @OperationSummary("Disable a trusted issuer")
  @Path("{issuerId}/disable")
  @RequiresPermission("settings.manage")
  public DataResponseBody<TrustedIssuerView> disable(
      @Context HttpServletRequest request, @PathParam("issuerId") String issuerId) {
    return change(request, issuerId, settings -> settings.withEnabled(false));
  }

  private DataResponseBody<TrustedIssuerView> change(
      HttpServletRequest request, String issuerId, UnaryOperator<TrustedIssuerDefinition> change) {
    var exchange = HttpExchange.of(request);
    var issuer = issuers.change(exchange.tenant(), issuerId, change, exchange.initiator());
    return new DataResponseBody<>(TrustedIssuerView.of(issuer), "Issuer updated.");
  }
}
