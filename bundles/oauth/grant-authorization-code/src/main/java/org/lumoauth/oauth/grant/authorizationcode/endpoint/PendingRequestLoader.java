/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.util.Optional;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequest;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequestStore;
import org.lumoauth.oauth.grant.authorizationcode.interaction.UsedRequestUriStore;
import org.lumoauth.oauth.grant.authorizationcode.request.ClientSecurityProfileEnforcer;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUriMatcher;
import org.lumoauth.oauth.grant.authorizationcode.request.ResourceIndicatorPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Loads pending requests and checks that the client may still use them. */
@Component(service = PendingRequestLoader.class)
public final class PendingRequestLoader {

  private final PendingAuthorizationRequestStore pendings;
  private final ClientDirectory clients;
  private final ResourceIndicatorPolicy resources;
  private final UsedRequestUriStore answered;

  /** The state of a pending request. */
  sealed interface PendingRequestStatus {}

  /** A request that can be resumed, with the current registration of its client. */
  record ActivePendingRequest(Client client, PendingAuthorizationRequest pending)
      implements PendingRequestStatus {}

  /**
   * A request that failed with an error page, because no response can be sent to the client.
   *
   * @param code the code of the error page
   * @param client the client, if the page may show it
   */
  record EndedPendingRequest(String code, Optional<Client> client)
      implements PendingRequestStatus {}

  /**
   * A request that failed with an error for its client.
   *
   * @param error the error code (RFC 6749 section 4.1.2.1)
   */
  record RefusedPendingRequest(
      Client client, PendingAuthorizationRequest pending, String error, String description)
      implements PendingRequestStatus {}

  @Activate
  public PendingRequestLoader(
      @Reference PendingAuthorizationRequestStore pendings,
      @Reference ClientDirectory clients,
      @Reference ResourceIndicatorPolicy resources,
      @Reference UsedRequestUriStore answered) {
    this.pendings = pendings;
    this.clients = clients;
    this.resources = resources;
    this.answered = answered;
  }

  /**
   * Returns the pending request of a ticket. Before returning its {@link #status}, the caller must
   * check that the browser started the request.
   */
  Optional<PendingAuthorizationRequest> find(TenantContext tenant, String ticket) {
    return pendings.find(tenant, ticket).filter(pending -> open(tenant, pending));
  }

  /** Checks a pending request against the current registration of its client. */
  PendingRequestStatus status(TenantContext tenant, PendingAuthorizationRequest pending) {
    AuthorizationRequest request = pending.request();
    Optional<Client> client = clients.find(tenant, request.clientId()).filter(Client::enabled);
    if (client.isEmpty()) {
      return new EndedPendingRequest("invalid_client", Optional.empty());
    }
    if (!RedirectUriMatcher.isRegistered(client.get(), request.redirectUri())) {
      return new EndedPendingRequest("invalid_redirect_uri", client);
    }
    if (!ClientSecurityProfileEnforcer.isStillSatisfied(pending.profile(), client.get())) {
      return new RefusedPendingRequest(
          client.get(),
          pending,
          "invalid_request",
          "The client's profile changed after the authorization request. Start a new "
              + "authorization request.");
    }
    if (!mayHave(tenant, client.get(), request)) {
      return new RefusedPendingRequest(
          client.get(),
          pending,
          "invalid_scope",
          "The client is no longer allowed to request this scope.");
    }
    return new ActivePendingRequest(client.get(), pending);
  }

  /** Returns whether the same pushed request was not yet answered through another page. */
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
