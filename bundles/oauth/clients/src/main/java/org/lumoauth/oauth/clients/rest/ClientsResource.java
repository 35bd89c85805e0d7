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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Requires;
import org.lumoauth.oauth.clients.ClientGrants;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.ClientSettings;
import org.lumoauth.oauth.clients.KnownKinds;
import org.lumoauth.oauth.clients.RegisteredClient;
import org.lumoauth.oauth.clients.TokenLifetimes;
import org.lumoauth.oauth.clients.scope.ScopeMemory;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/clients}. */
@Path("admin/clients")
@Produces("application/json")
public class ClientsResource {

  private final ClientRegistry clients;
  private final TokenLifetimes lifetimes;
  private final ScopeMemory known;
  private final KnownKinds kinds;
  private final ClientGrants grants;
  private final CredentialChangeGuard guard;

  ClientsResource(
      ClientRegistry clients,
      TokenLifetimes lifetimes,
      ScopeMemory known,
      KnownKinds kinds,
      ClientGrants grants,
      CredentialChangeGuard guard) {
    this.grants = grants;
    this.guard = guard;
    this.clients = clients;
    this.lifetimes = lifetimes;
    this.known = known;
    this.kinds = kinds;
  }

  @GET
  @Requires("clients.read")
  public ListBody<ClientView> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var tenant = Exchange.of(request).tenant();
    var page = clients.list(tenant, query.request());
    return ListBody.of(page.map(client -> shown(tenant, client)), "clients");
  }

  @POST
  @Consumes("application/json")
  @Requires("clients.write")
  @Takes(
      value = ClientMembers.class,
      members = {@Member(value = "name", needed = true)})
  @AnswersWith(status = 201)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var settings =
        ClientBody.create(
            body, lifetimes.ofNewClient(exchange.tenant()), known.ofNewClients(exchange.tenant()));
    kinds.require(settings);
    requireGiven(exchange, settings);
    FirstParty.require(exchange, settings);
    var created = clients.create(exchange.tenant(), settings, initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(
            new DataBody<>(
                ClientView.withSecret(
                    created.client(),
                    lifetimes.ofRefreshTokens(exchange.tenant(), settings),
                    created.secret()),
                "Client created. Store the secret now; it is not shown again."))
        .build();
  }

  @GET
  @Path("{clientId}")
  @Requires("clients.read")
  public DataBody<ClientView> get(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    var tenant = Exchange.of(request).tenant();
    return DataBody.of(shown(tenant, clients.get(tenant, clientId)));
  }

  @PATCH
  @Path("{clientId}")
  @Consumes("application/json")
  @Requires("clients.write")
  @Takes(ClientMembers.class)
  public DataBody<ClientView> patch(
      @Context HttpServletRequest request,
      @PathParam("clientId") String clientId,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    long lifetime = lifetimes.ofNewClient(exchange.tenant());
    return change(exchange, clientId, settings -> ClientBody.change(settings, body, lifetime));
  }

  /** The same: keys and other metadata that are left out stay. */
  @PUT
  @Path("{clientId}")
  @Consumes("application/json")
  @Requires("clients.write")
  @Takes(ClientMembers.class)
  public DataBody<ClientView> put(
      @Context HttpServletRequest request,
      @PathParam("clientId") String clientId,
      Map<String, Object> body) {
    return patch(request, clientId, body);
  }

  @DELETE
  @Path("{clientId}")
  @Requires("clients.write")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    var exchange = Exchange.of(request);
    // Unlike to disable it: that can be taken back, and this can't.
    var client = clients.get(exchange.tenant(), clientId);
    requireOver(exchange, client);
    clients.delete(exchange.tenant(), clientId, initiator(exchange));
    return new MessageBody("Client deleted.");
  }

  @POST
  @Path("{clientId}/enable")
  @Requires("clients.write")
  public DataBody<ClientView> enable(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    return change(Exchange.of(request), clientId, settings -> settings.withActive(true));
  }

  @POST
  @Path("{clientId}/disable")
  @Requires("clients.write")
  public DataBody<ClientView> disable(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    // To stop a client gives nobody power: whoever manages clients may stop any of them.
    return changed(Exchange.of(request), clientId, settings -> settings.withActive(false));
  }

  @GET
  @Path("{clientId}/scopes")
  @Requires("clients.read")
  public DataBody<List<String>> scopes(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    var client = clients.get(Exchange.of(request).tenant(), clientId);
    return DataBody.of(client.settings().scopes());
  }

  @PUT
  @Path("{clientId}/scopes")
  @Consumes("application/json")
  @Requires("clients.write")
  @Takes(members = {@Member(value = "scopes", needed = true, type = String[].class)})
  public DataBody<List<String>> setScopes(
      @Context HttpServletRequest request,
      @PathParam("clientId") String clientId,
      Map<String, Object> body) {
    var scopes = ClientBody.scopes(Members.of(body, Set.of("scopes")), "scopes");
    var changed = change(Exchange.of(request), clientId, settings -> settings.withScopes(scopes));
    return new DataBody<>(changed.data().scopes(), changed.message());
  }

  @POST
  @Path("{clientId}/rotate-secret")
  @Requires("clients.write")
  @Takes(
      members = {
        @Member(
            value = "overlapSeconds",
            type = int.class,
            says = "How long the old one is good as well")
      })
  public DataBody<RotatedSecret> rotateSecret(
      @Context HttpServletRequest request,
      @PathParam("clientId") String clientId,
      @OptionalBody Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var client = clients.get(exchange.tenant(), clientId);
    requireOver(exchange, client);
    FirstParty.require(exchange, client.settings());
    var secret =
        clients.rotateSecret(
            exchange.tenant(), clientId, ClientBody.overlap(body), initiator(exchange));
    return new DataBody<>(
        new RotatedSecret(clientId, secret, ClientView.SECRET_NOTE), "Secret rotated.");
  }

  /** Changes a client whose power the caller has, before the change and after it. */
  private DataBody<ClientView> change(
      Exchange exchange, String clientId, UnaryOperator<ClientSettings> change) {
    requireOver(exchange, clients.get(exchange.tenant(), clientId));
    return changed(
        exchange,
        clientId,
        before -> {
          guard.requireGrants(exchange, grants.of(exchange.tenant(), before));
          ClientSettings after = kinds.require(before, change.apply(before));
          requireGiven(exchange, after);
          FirstParty.require(exchange, after); // to make it an ordinary one gives nobody anything
          return after;
        });
  }

  private void requireOver(Exchange exchange, RegisteredClient client) {
    guard.requireGrants(exchange, grants.of(exchange.tenant(), client.settings()));
    guard.requireOver(exchange, client.subject());
  }

  private void requireGiven(Exchange exchange, ClientSettings settings) {
    guard.requireScopes(exchange, grants.permissions(exchange.tenant(), settings));
  }

  private DataBody<ClientView> changed(
      Exchange exchange, String clientId, UnaryOperator<ClientSettings> change) {
    var client = clients.change(exchange.tenant(), clientId, change, initiator(exchange));
    return new DataBody<>(shown(exchange.tenant(), client), "Client updated.");
  }

  private ClientView shown(TenantContext tenant, RegisteredClient client) {
    return ClientView.of(client, lifetimes.ofRefreshTokens(tenant, client.settings()));
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
