/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.ClientSubjectGrantProvider;
import org.lumoauth.oauth.clients.ClientTokenLifetimeResolver;
import org.lumoauth.oauth.clients.RegisteredClient;
import org.lumoauth.oauth.clients.RegisteredClientSettings;
import org.lumoauth.oauth.clients.metadata.SupportedClientOptionValidator;
import org.lumoauth.oauth.clients.scope.ScopeCache;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.OptionalRequestBody;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** {@code ~/admin/clients}. */
@Path("admin/clients")
@Produces("application/json")
public class ClientsResource {

  private final ClientRegistry clients;
  private final ClientTokenLifetimeResolver lifetimes;
  private final ScopeCache known;
  private final SupportedClientOptionValidator kinds;
  private final ClientSubjectGrantProvider grants;
  private final PrivilegeEscalationGuard guard;

  ClientsResource(
      ClientRegistry clients,
      ClientTokenLifetimeResolver lifetimes,
      ScopeCache known,
      SupportedClientOptionValidator kinds,
      ClientSubjectGrantProvider grants,
      PrivilegeEscalationGuard guard) {
    this.grants = grants;
    this.guard = guard;
    this.clients = clients;
    this.lifetimes = lifetimes;
    this.known = known;
    this.kinds = kinds;
  }

  @GET
  @OperationSummary("List clients")
  @RequiresPermission("clients.read")
  public ListResponseBody<ClientView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var tenant = HttpExchange.of(request).tenant();
    var page = clients.list(tenant, query.request());
    return ListResponseBody.of(page.map(client -> shown(tenant, client)), "clients");
  }

  @POST
  @OperationSummary("Create a client")
  @Consumes("application/json")
  @RequiresPermission("clients.write")
  @ApiRequestParameters(
      value = ClientRequestSchema.class,
      members = {@SchemaProperty(value = "name", required = true)})
  @ApiResponse(status = 201)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var settings =
        ClientRequestParser.create(
            body,
            lifetimes.accessTokenSecondsOfNewClient(exchange.tenant()),
            known.defaultScopes(exchange.tenant()));
    kinds.require(settings);
    requireGiven(exchange, settings);
    PrivilegedClientGuard.require(exchange, settings);
    var created = clients.create(exchange.tenant(), settings, exchange.initiator());
    return Response.status(Response.Status.CREATED)
        .entity(
            new DataResponseBody<>(
                ClientView.withSecret(
                    created.client(),
                    lifetimes.refreshTokenSeconds(exchange.tenant(), settings),
                    created.secret()),
                created.secret().isPresent()
                    ? "Client created. " + ClientView.SECRET_NOTE
                    : "Client created."))
        .build();
  }

  @GET
  @OperationSummary("Get a client")
  @Path("{clientId}")
  @RequiresPermission("clients.read")
  public DataResponseBody<ClientView> get(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    var tenant = HttpExchange.of(request).tenant();
    return DataResponseBody.of(shown(tenant, clients.get(tenant, clientId)));
  }

  @PATCH
  @OperationSummary("Update a client")
  @Path("{clientId}")
  @Consumes("application/json")
  @RequiresPermission("clients.write")
  @ApiRequestParameters(ClientRequestSchema.class)
  public DataResponseBody<ClientView> patch(
      @Context HttpServletRequest request,
      @PathParam("clientId") String clientId,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    long lifetime = lifetimes.accessTokenSecondsOfNewClient(exchange.tenant());
    return change(
        exchange, clientId, settings -> ClientRequestParser.change(settings, body, lifetime));
  }

  /** The same with PUT: omitted keys and other metadata are unchanged. */
  @PUT
  @OperationSummary("Update a client")
  @Path("{clientId}")
  @Consumes("application/json")
  @RequiresPermission("clients.write")
  @ApiRequestParameters(ClientRequestSchema.class)
  public DataResponseBody<ClientView> put(
      @Context HttpServletRequest request,
      @PathParam("clientId") String clientId,
      Map<String, Object> body) {
    return patch(request, clientId, body);
  }

  @DELETE
  @OperationSummary("Delete a client")
  @Path("{clientId}")
  @RequiresPermission("clients.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    var exchange = HttpExchange.of(request);
    // Unlike disabling a client, deleting it cannot be undone.
    var client = clients.get(exchange.tenant(), clientId);
    requireOver(exchange, client);
    clients.delete(exchange.tenant(), clientId, exchange.initiator());
    return new MessageResponseBody("Client deleted.");
  }

  @POST
  @OperationSummary("Enable a client")
  @Path("{clientId}/enable")
  @RequiresPermission("clients.write")
  public DataResponseBody<ClientView> enable(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    return change(HttpExchange.of(request), clientId, settings -> settings.withActive(true));
  }

  @POST
  @OperationSummary("Disable a client")
  @Path("{clientId}/disable")
  @RequiresPermission("clients.write")
  public DataResponseBody<ClientView> disable(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    // Disabling a client grants no privileges: any client administrator may disable every client.
    return changed(HttpExchange.of(request), clientId, settings -> settings.withActive(false));
  }

  @GET
  @OperationSummary("List the scopes of a client")
  @Path("{clientId}/scopes")
  @RequiresPermission("clients.read")
  public DataResponseBody<List<String>> scopes(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    var client = clients.get(HttpExchange.of(request).tenant(), clientId);
    return DataResponseBody.of(client.settings().scopes());
  }

  @PUT
  @OperationSummary("Replace the scopes of a client")
  @Path("{clientId}/scopes")
  @Consumes("application/json")
  @RequiresPermission("clients.write")
  @ApiRequestParameters(
      members = {@SchemaProperty(value = "scopes", required = true, type = String[].class)})
  public DataResponseBody<List<String>> setScopes(
      @Context HttpServletRequest request,
      @PathParam("clientId") String clientId,
      Map<String, Object> body) {
    var scopes =
        ClientRequestParser.scopes(JsonObjectMemberReader.of(body, Set.of("scopes")), "scopes");
    var changed =
        change(HttpExchange.of(request), clientId, settings -> settings.withScopes(scopes));
    return new DataResponseBody<>(changed.data().scopes(), changed.message());
  }

  @POST
  @OperationSummary("Rotate the secret of a client")
  @Path("{clientId}/rotate-secret")
  @RequiresPermission("clients.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "overlapSeconds",
            type = int.class,
            description = "The seconds for which the previous secret remains valid")
      })
  public DataResponseBody<ClientSecretRotationView> rotateSecret(
      @Context HttpServletRequest request,
      @PathParam("clientId") String clientId,
      @OptionalRequestBody Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var client = clients.get(exchange.tenant(), clientId);
    requireOver(exchange, client);
    PrivilegedClientGuard.require(exchange, client.settings());
    var secret =
        clients.rotateSecret(
            exchange.tenant(), clientId, ClientRequestParser.overlap(body), exchange.initiator());
    return new DataResponseBody<>(
        new ClientSecretRotationView(clientId, secret, ClientView.SECRET_NOTE), "Secret rotated.");
  }

  /** Changes a client, if the caller has the client's permissions before and after the change. */
  private DataResponseBody<ClientView> change(
      HttpExchange exchange, String clientId, UnaryOperator<RegisteredClientSettings> change) {
    requireOver(exchange, clients.get(exchange.tenant(), clientId));
    return changed(
        exchange,
        clientId,
        before -> {
          guard.requireGrants(exchange, grants.of(exchange.tenant(), before));
          RegisteredClientSettings after = kinds.require(before, change.apply(before));
          requireGiven(exchange, after);
          PrivilegedClientGuard.require(
              exchange, after); // making it an ordinary client grants no privileges
          return after;
        });
  }

  private void requireOver(HttpExchange exchange, RegisteredClient client) {
    guard.requireGrants(exchange, grants.of(exchange.tenant(), client.settings()));
    guard.requirePrivilegesOver(exchange, client.subject());
  }

  private void requireGiven(HttpExchange exchange, RegisteredClientSettings settings) {
    guard.requireScopes(exchange, grants.permissions(exchange.tenant(), settings));
  }

  private DataResponseBody<ClientView> changed(
      HttpExchange exchange, String clientId, UnaryOperator<RegisteredClientSettings> change) {
    var client = clients.change(exchange.tenant(), clientId, change, exchange.initiator());
    return new DataResponseBody<>(shown(exchange.tenant(), client), "Client updated.");
  }

  private ClientView shown(TenantContext tenant, RegisteredClient client) {
    return ClientView.of(client, lifetimes.refreshTokenSeconds(tenant, client.settings()));
  }
}
