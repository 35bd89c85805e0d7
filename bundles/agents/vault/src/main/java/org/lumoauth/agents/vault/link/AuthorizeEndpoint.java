package org.lumoauth.agents.vault.link;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/connections/{id}/authorize}: says what linking an account means, with the way to
 * the provider. Opening it links nothing: that takes the person's consent there.
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-vault-authorize",
      "lumoauth.web.routes=GET ^/connections/*/authorize",
      "lumoauth.web.guard=open"
    })
public final class AuthorizeEndpoint implements HotEndpoint {

  private final PageReaders readers;
  private final ConnectionStore connections;
  private final LinkRequests requests;
  private final LinkPages pages;

  @Activate
  public AuthorizeEndpoint(
      @Reference PageReaders readers,
      @Reference ConnectionStore connections,
      @Reference LinkRequests requests,
      @Reference LinkPages pages) {
    this.readers = readers;
    this.connections = connections;
    this.requests = requests;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    String id = LinkAddress.connectionOf(exchange.request().getRequestURI());
    if (id.isEmpty()) {
      pages.nothing(exchange);
      return;
    }
    Optional<Session> session =
        readers.enter(exchange, LinkAddress.authorize(exchange.tenant(), id));
    if (session.isEmpty()) {
      return;
    }
    Optional<Connection> connection =
        connections
            .find(exchange.tenant().id(), id)
            .filter(found -> found.spec().enabled() && found.spec().ofUsers());
    if (connection.isEmpty()) {
      pages.nothing(exchange);
      return;
    }
    pages.ask(
        exchange,
        session.get(),
        connection.get(),
        requests.begin(exchange.tenant(), connection.get(), session.get()));
  }
}
