package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.authorizationcode.interaction.AnsweredReferences;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Pending;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingRequests;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUris;
import org.lumoauth.oauth.grant.authorizationcode.request.Resources;
import org.lumoauth.platform.web.Exchange;
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

  /** A request and its client as it is now. */
  record Found(Client client, Pending pending) {}

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

  Optional<Found> find(Exchange exchange, String ticket) {
    var tenant = exchange.tenant();
    return pendings
        .find(tenant, ticket)
        .filter(pending -> open(tenant, pending))
        .flatMap(
            pending ->
                clients
                    .find(tenant, pending.request().clientId())
                    .map(client -> new Found(client, pending)))
        .filter(found -> found.client().enabled())
        .filter(
            found ->
                RedirectUris.registered(found.client(), found.pending().request().redirectUri()))
        .filter(found -> mayHave(tenant, found.client(), found.pending().request()));
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
