package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequest;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequestStore;
import org.lumoauth.oauth.grant.authorizationcode.interaction.UsedRequestUriStore;
import org.lumoauth.oauth.grant.authorizationcode.request.AuthorizationProfileEnforcer;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUriMatcher;
import org.lumoauth.oauth.grant.authorizationcode.request.ResourceIndicatorRules;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds requests that go on, as long as their client may still have them. */
@Component(service = PendingRequestLoader.class)
public final class PendingRequestLoader {

  private final PendingAuthorizationRequestStore pendings;
  private final ClientDirectory clients;
  private final ResourceIndicatorRules resources;
  private final UsedRequestUriStore answered;

  /** What became of a request that somebody is in the middle of. */
  sealed interface PendingRequestStatus {}

  /** It goes on: the request and its client as it is now. */
  record ActivePendingRequest(Client client, PendingAuthorizationRequest pending)
      implements PendingRequestStatus {}

  /**
   * It ends here, with a page: nothing can be sent to its client any more.
   *
   * @param code what the page says
   * @param client whose it was, where that is to be said
   */
  record EndedPendingRequest(String code, Optional<Client> client)
      implements PendingRequestStatus {}

  /**
   * It ends with an error for its client.
   *
   * @param error why, by RFC 6749 section 4.1.2.1
   */
  record RefusedPendingRequest(
      Client client, PendingAuthorizationRequest pending, String error, String description)
      implements PendingRequestStatus {}

  @Activate
  public PendingRequestLoader(
      @Reference PendingAuthorizationRequestStore pendings,
      @Reference ClientDirectory clients,
      @Reference ResourceIndicatorRules resources,
      @Reference UsedRequestUriStore answered) {
    this.pendings = pendings;
    this.clients = clients;
    this.resources = resources;
    this.answered = answered;
  }

  /**
   * The request behind a ticket, for whoever proves to be its browser and is then told of its
   * {@link #status}.
   */
  Optional<PendingAuthorizationRequest> find(TenantContext tenant, String ticket) {
    return pendings.find(tenant, ticket).filter(pending -> open(tenant, pending));
  }

  /** What the client's registration makes of a request by now. */
  PendingRequestStatus status(TenantContext tenant, PendingAuthorizationRequest pending) {
    AuthorizationRequest request = pending.request();
    Optional<Client> client = clients.find(tenant, request.clientId()).filter(Client::enabled);
    if (client.isEmpty()) {
      return new EndedPendingRequest("invalid_client", Optional.empty());
    }
    if (!RedirectUriMatcher.isRegistered(client.get(), request.redirectUri())) {
      return new EndedPendingRequest("invalid_redirect_uri", client);
    }
    if (!AuthorizationProfileEnforcer.isStillSatisfied(pending.profile(), client.get())) {
      return new RefusedPendingRequest(
          client.get(),
          pending,
          "invalid_request",
          "The client is held to its profile since it asked.");
    }
    if (!mayHave(tenant, client.get(), request)) {
      return new RefusedPendingRequest(
          client.get(),
          pending,
          "invalid_scope",
          "The client may no longer have the scope that it asked for.");
    }
    return new ActivePendingRequest(client.get(), pending);
  }

  /** Whether nobody answered the same pushed request from another page. */
  private boolean open(TenantContext tenant, PendingAuthorizationRequest pending) {
    return pending.reference().map(uri -> !answered.contains(tenant, uri)).orElse(true);
  }

  private boolean mayHave(TenantContext tenant, Client client, AuthorizationRequest request) {
    return resources
        .withResourceScopes(tenant, client, request.resources())
        .scope()
        .containsAll(request.scope());
  }
}
