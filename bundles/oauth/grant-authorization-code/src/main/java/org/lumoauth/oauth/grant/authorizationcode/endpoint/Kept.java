package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.util.Optional;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Pending;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingRequests;
import org.lumoauth.oauth.grant.authorizationcode.request.RedirectUris;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds requests that go on, as long as their client may still have them. */
@Component(service = Kept.class)
public final class Kept {

  private final PendingRequests pendings;
  private final Clients clients;

  /** A request and its client as it is now. */
  record Found(Client client, Pending pending) {}

  @Activate
  public Kept(@Reference PendingRequests pendings, @Reference Clients clients) {
    this.pendings = pendings;
    this.clients = clients;
  }

  Optional<Found> find(Exchange exchange, String ticket) {
    var tenant = exchange.tenant();
    return pendings
        .find(tenant, ticket)
        .flatMap(
            pending ->
                clients
                    .find(tenant, pending.request().clientId())
                    .map(client -> new Found(client, pending)))
        .filter(found -> found.client().enabled())
        .filter(
            found ->
                RedirectUris.registered(found.client(), found.pending().request().redirectUri()))
        .filter(found -> found.client().scope().containsAll(found.pending().request().scope()));
  }
}
