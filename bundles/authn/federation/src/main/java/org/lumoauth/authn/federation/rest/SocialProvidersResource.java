/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.rest;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authn.federation.provider.ProviderNameValidator;
import org.lumoauth.authn.federation.provider.ProvisionedUserRoleService;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.provider.SocialProviderRequestParser;
import org.lumoauth.authn.federation.provider.SocialProviderRequestSchema;
import org.lumoauth.authn.federation.provider.SocialProviderService;
import org.lumoauth.authn.federation.signin.FederationUrls;
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
 * Serves {@code ~/admin/social-providers}. A provider vouches for the organization's users, so
 * managing one requires permission to manage the settings of the whole organization. If the
 * provider creates users, links them by email or is trusted beyond the identity, it also requires
 * permission to assign roles.
 */
@Path("admin/social-providers")
@Produces("application/json")
public final class SocialProvidersResource {

  private static final String GIVE_ROLES = "roles.write";

  private final SocialProviderService providers;
  private final ProvisionedUserRoleService roles;

  SocialProvidersResource(SocialProviderService providers, ProvisionedUserRoleService roles) {
    this.providers = providers;
    this.roles = roles;
  }

  @GET
  @OperationSummary("List identity providers")
  @RequiresPermission("settings.read")
  public ListResponseBody<SocialLoginProviderView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var tenant = HttpExchange.of(request).tenant();
    var page =
        InMemoryPager.page(
            providers.list(tenant),
            query.request(),
            "id",
            each -> each.provider() + " " + each.settings().displayName());
    return ListResponseBody.of(page.map(each -> view(tenant, each)), "social_providers");
  }

  @POST
  @OperationSummary("Create an identity provider")
  @Consumes("application/json")
  @RequiresPermission("settings.manage")
  @ApiRequestParameters(
      value = SocialProviderRequestSchema.class,
      members = {@SchemaProperty(value = "provider", required = true)})
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var form = new SocialProviderRequestParser(body);
    return created(exchange, form.provider(), form);
  }

  @GET
  @Path("callback-urls")
  @OperationSummary("List the redirect URIs of identity providers")
  @RequiresPermission("settings.read")
  public DataResponseBody<Map<String, String>> callbacks(@Context HttpServletRequest request) {
    var tenant = HttpExchange.of(request).tenant();
    return DataResponseBody.of(
        providers.list(tenant).stream()
            .collect(
                Collectors.toMap(
                    SocialProvider::provider,
                    each -> FederationUrls.callback(tenant, each.provider()),
                    (one, other) -> one,
                    TreeMap::new)));
  }

  @GET
  @Path("{providerId}")
  @OperationSummary("Get an identity provider")
  @RequiresPermission("settings.read")
  public DataResponseBody<SocialLoginProviderView> get(
      @Context HttpServletRequest request, @PathParam("providerId") String id) {
    var tenant = HttpExchange.of(request).tenant();
    return DataResponseBody.of(view(tenant, providers.get(tenant, id)));
  }

  @PATCH
  @Path("{providerId}")
  @OperationSummary("Update an identity provider")
  @Consumes("application/json")
  @RequiresPermission("settings.manage")
  @ApiRequestParameters(SocialProviderRequestSchema.class)
  @ApiErrorResponses(409)
  public DataResponseBody<SocialLoginProviderView> patch(
      @Context HttpServletRequest request,
      @PathParam("providerId") String id,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var form = new SocialProviderRequestParser(body);
    return changed(exchange, change(exchange, id, form));
  }

  @PUT
  @Path("{providerId}")
  @OperationSummary("Create or update an identity provider")
  @Consumes("application/json")
  @RequiresPermission("settings.manage")
  @ApiRequestParameters(SocialProviderRequestSchema.class)
  @ApiResponse(status = 200)
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response put(
      @Context HttpServletRequest request,
      @PathParam("providerId") String id,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var form = new SocialProviderRequestParser(body);
    boolean number = id.matches("[0-9]+"); // numbers are assigned by the server
    if (!number && providers.find(exchange.tenant(), id).isEmpty()) {
      return created(exchange, ProviderNameValidator.requireValid(id), form);
    }
    return Response.ok(changed(exchange, change(exchange, id, form))).build();
  }

  @DELETE
  @Path("{providerId}")
  @OperationSummary("Delete an identity provider and its links")
  @RequiresPermission("settings.manage")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("providerId") String id) {
    var exchange = HttpExchange.of(request);
    providers.delete(exchange.tenant(), id, exchange.initiator());
    return new MessageResponseBody("The identity provider was deleted.");
  }

  @POST
  @Path("{providerId}/enable")
  @OperationSummary("Enable an identity provider")
  @RequiresPermission("settings.manage")
  public DataResponseBody<SocialLoginProviderView> enable(
      @Context HttpServletRequest request, @PathParam("providerId") String id) {
    var exchange = HttpExchange.of(request);
    return changed(exchange, enable(exchange, id, true));
  }

  @POST
  @Path("{providerId}/disable")
  @OperationSummary("Disable an identity provider")
  @RequiresPermission("settings.manage")
  public DataResponseBody<SocialLoginProviderView> disable(
      @Context HttpServletRequest request, @PathParam("providerId") String id) {
    var exchange = HttpExchange.of(request);
    return changed(exchange, enable(exchange, id, false));
  }

  private SocialProvider change(
      HttpExchange exchange, String id, SocialProviderRequestParser form) {
    return providers.change(
        exchange.tenant(), id, form, mayGiveRoles(exchange), exchange.initiator());
  }

  private SocialProvider enable(HttpExchange exchange, String id, boolean whether) {
    return providers.enable(
        exchange.tenant(), id, whether, mayGiveRoles(exchange), exchange.initiator());
  }

  private static Runnable mayGiveRoles(HttpExchange exchange) {
    return () -> exchange.require(GIVE_ROLES);
  }

  private Response created(
      HttpExchange exchange, String provider, SocialProviderRequestParser form) {
    var made =
        providers.create(
            exchange.tenant(), provider, form, mayGiveRoles(exchange), exchange.initiator());
    return Response.status(Response.Status.CREATED)
        .entity(
            new DataResponseBody<>(
                view(exchange.tenant(), made), "The identity provider was created."))
        .build();
  }

  private DataResponseBody<SocialLoginProviderView> changed(
      HttpExchange exchange, SocialProvider provider) {
    return new DataResponseBody<>(
        view(exchange.tenant(), provider), "The identity provider was updated.");
  }

  private SocialLoginProviderView view(TenantContext tenant, SocialProvider provider) {
    return SocialLoginProviderView.of(
        tenant, provider, roles.refs(tenant, provider.settings().defaultRoles()));
  }
}
