/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.link;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/connections/{id}/authorize}: explains the effect of linking an account, with the
 * link to the provider. Opening the page links no account; that requires the user's consent at the
 * provider.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-vault-authorize",
      "lumoauth.web.routes=GET ^/connections/*/authorize",
      HttpHandler.SUMMARY + "=Show the page for linking an account at a connection",
      "lumoauth.web.guard=open"
    })
public final class ConnectionLinkPageEndpoint implements HttpHandler {

  private final PageSessionGuard readers;
  private final ConnectionStore connections;
  private final ConnectionLinkRequestStore requests;
  private final ConnectionPageRenderer pages;

  @Activate
  public ConnectionLinkPageEndpoint(
      @Reference PageSessionGuard readers,
      @Reference ConnectionStore connections,
      @Reference ConnectionLinkRequestStore requests,
      @Reference ConnectionPageRenderer pages) {
    this.readers = readers;
    this.connections = connections;
    this.requests = requests;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String id = ConnectionPageUrls.connectionOf(exchange.request().getRequestURI());
    if (id.isEmpty()) {
      pages.renderNotFound(exchange);
      return;
    }
    Optional<Session> session =
        readers.requireSession(exchange, ConnectionPageUrls.authorize(exchange.tenant(), id));
    if (session.isEmpty()) {
      return;
    }
    Optional<VaultConnection> connection =
        connections
            .find(exchange.tenant().id(), id)
            .filter(found -> found.spec().enabled() && found.spec().isUserMode());
    if (connection.isEmpty()) {
      pages.renderNotFound(exchange);
      return;
    }
    pages.renderConfirmation(
        exchange,
        session.get(),
        connection.get(),
        requests.begin(exchange.tenant(), connection.get(), session.get()));
  }
}
