/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy.rest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.api.tenant.TenantPatch;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.OperatorOnly;
import org.lumoauth.platform.tenancy.DefaultTenantAdminService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** The tenants API for the operator. */
@Path("platform/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@OperatorOnly
public final class TenantsResource {
  private static final int MAX_TEXT = 200;
  private static final Set<String> NEW = Set.of("slug", "name", "region", "admin");
  private static final Set<String> ADMINISTRATOR = Set.of("email", "password");
  private static final Set<String> CHANGE = Set.of("name", "status", "region");

  private final DefaultTenantAdminService tenants;

  TenantsResource(DefaultTenantAdminService tenants) {
    this.tenants = tenants;
  }

  @POST
  @OperationSummary("Create a tenant")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "slug", required = true),
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty("region"),
        @SchemaProperty(
            value = "admin",
            type = Map.class,
            description = "The first administrator: email and password")
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var members = JsonObjectMemberReader.of(body, NEW);
    var wanted =
        new NewTenant(
            members.requireText("slug", MAX_TEXT),
            members.requireText("name", MAX_TEXT),
            members.text("region", MAX_TEXT),
            members.object("admin", ADMINISTRATOR).map(TenantsResource::administrator));
    var created = tenants.create(wanted, initiator(request));
    var answer =
        new CreatedTenantView(
            TenantView.of(created.tenant()),
            created.apiKey(),
            "The tenant was created. Its API key is shown only once; store it now.");
    return Response.status(Response.Status.CREATED).entity(answer).build();
  }

  @GET
  @OperationSummary("List tenants")
  public ListResponseBody<TenantView> list(@BeanParam PageQueryParameters query) {
    return ListResponseBody.of(tenants.list(query.request()).map(TenantView::of), "tenants");
  }

  @GET
  @OperationSummary("Get a tenant")
  @Path("{slug}")
  public DataResponseBody<TenantView> get(@PathParam("slug") String slug) {
    return DataResponseBody.of(
        TenantView.of(tenants.find(slug).orElseThrow(ApiException::tenantNotFound)));
  }

  @PATCH
  @OperationSummary("Update a tenant")
  @Path("{slug}")
  @ApiRequestParameters(
      members = {@SchemaProperty("name"), @SchemaProperty("status"), @SchemaProperty("region")})
  public DataResponseBody<TenantView> change(
      @Context HttpServletRequest request,
      @PathParam("slug") String slug,
      Map<String, Object> body) {
    var members = JsonObjectMemberReader.of(body, CHANGE);
    var change =
        new TenantPatch(
            members.has("name")
                ? Optional.of(members.requireText("name", MAX_TEXT))
                : Optional.empty(),
            members.text("status", MAX_TEXT).map(TenantsResource::status),
            members.text("region", MAX_TEXT));
    var tenant = tenants.change(slug, change, initiator(request));
    return new DataResponseBody<>(TenantView.of(tenant), "The tenant was changed.");
  }

  @DELETE
  @OperationSummary("Delete a tenant and its data")
  @Path("{slug}")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("slug") String slug) {
    tenants.delete(slug, initiator(request));
    return new MessageResponseBody("The tenant and its data were removed.");
  }

  private static NewTenant.TenantAdministrator administrator(JsonObjectMemberReader members) {
    return new NewTenant.TenantAdministrator(
        members.requireText("email", MAX_TEXT * 2),
        members
            .secret("password")
            .orElseThrow(() -> ApiException.invalid("password", "password is required.")));
  }

  private static TenantStatus status(String text) {
    return switch (text) {
      case "active" -> TenantStatus.ACTIVE;
      case "disabled" -> TenantStatus.DISABLED;
      default -> throw ApiException.invalid("status", "status must be active or disabled.");
    };
  }

  private static AuditInitiator initiator(HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
