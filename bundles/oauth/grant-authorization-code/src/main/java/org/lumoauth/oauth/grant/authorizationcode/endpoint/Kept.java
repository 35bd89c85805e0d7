package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.interaction.AnsweredReferences;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Pending;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingRequests;
import org.lumoauth.oauth.grant.authorizationcode.request.Profiles;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUris;
import org.lumoauth.oauth.grant.authorizationcode.request.Resources;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds requests that go on, as long as their client may still have them. */
@Component(service = Kept.class)
public final class Kept {

  private final PendingRequests pendings;
  private final Clients clients;
  private final Resources resources;
  private final AnsweredReferences answered;

  /** What became of a request that somebody is in the middle of. */
  sealed interface Standing {}

  /** It goes on: the request and its client as it is now. */
  record Found(Client client, Pending pending) implements Standing {}

  /**
   * It ends here, with a page: nothing can be sent to its client any more.
   *
   * @param code what the page says
   * @param client whose it was, where that is to be said
   */
  record Ended(String code, Optional<Client> client) implements Standing {}

  /**
   * It ends with an error for its client.
   *
   * @param error why, by RFC 6749 section 4.1.2.1
   */
  record Refused(Client client, Pending pending, String error, String description)
      implements Standing {}

  @Activate
  public Kept(
      @Reference PendingRequests pendings,
      @Reference Clients clients,
      @Reference Resources resources,
      @Reference AnsweredReferences answered) {
    this.pendings = pendings;
    this.clients = clients;
    this.resources = resources;
    this.answered = answered;
  }

  /**
   * The request behind a ticket, for whoever proves to be its browser and is then told of its
   * {@link #standing}.
   */
  Optional<Pending> find(TenantContext tenant, String ticket) {
    return pendings.find(tenant, ticket).filter(pending -> open(tenant, pending));
  }

  /** What the client's registration makes of a request by now. */
  Standing standing(TenantContext tenant, Pending pending) {
    AuthorizationRequest request = pending.request();
    Optional<Client> client = clients.find(tenant, request.clientId()).filter(Client::enabled);
    if (client.isEmpty()) {
      return new Ended("invalid_client", Optional.empty());
    }
    if (!RedirectUris.registered(client.get(), request.redirectUri())) {
      return new Ended("invalid_redirect_uri", client);
    }
    if (!Profiles.good(pending.profile(), client.get())) {
      return new Refused(
          client.get(),
          pending,
          "invalid_request",
          "The client is held to its profile since it asked.");
    }
    if (!mayHave(tenant, client.get(), request)) {
      return new Refused(
          client.get(),
          pending,
          "invalid_scope",
          "The client may no longer have the scope that it asked for.");
    }
    return new Found(client.get(), pending);
  }

  /** Whether nobody answered the same pushed request from another page. */
  private boolean open(TenantContext tenant, Pending pending) {
    return pending.reference().map(uri -> !answered.contains(tenant, uri)).orElse(true);
  }

  private boolean mayHave(TenantContext tenant, Client client, AuthorizationRequest request) {
    return resources
        .widened(tenant, client, request.resources())
        .scope()
        .containsAll(request.scope());
  }
}
