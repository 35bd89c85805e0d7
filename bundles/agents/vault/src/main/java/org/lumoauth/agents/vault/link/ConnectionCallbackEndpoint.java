/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.link;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrantService;
import org.lumoauth.agents.vault.provider.ProviderTokenClient;
import org.lumoauth.agents.vault.provider.ProviderTokenException;
import org.lumoauth.agents.vault.provider.ProviderTokens;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/connections/{id}/callback}: the redirect URI of a connection. It accepts a
 * response only in the session that started the request, for the same connection, and once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 section 4.1.2</a>
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-vault-callback",
      "lumoauth.web.routes=GET ^/connections/*/callback",
      HttpHandler.SUMMARY + "=Complete the linking of an account (redirect URI of a connection)",
      "lumoauth.web.guard=open"
    })
public final class ConnectionCallbackEndpoint implements HttpHandler {

  private static final int MAX_CODE = 4_000;

  private final PageSessionGuard readers;
  private final ConnectionStore connections;
  private final ConnectionLinkRequestStore requests;
  private final ProviderTokenClient provider;
  private final VaultGrantService grants;
  private final ConnectionPageRenderer pages;
  private final VaultAudit audit;

  @Activate
  public ConnectionCallbackEndpoint(
      @Reference PageSessionGuard readers,
      @Reference ConnectionStore connections,
      @Reference ConnectionLinkRequestStore requests,
      @Reference ProviderTokenClient provider,
      @Reference VaultGrantService grants,
      @Reference ConnectionPageRenderer pages,
      @Reference VaultAudit audit) {
    this.readers = readers;
    this.connections = connections;
    this.requests = requests;
    this.provider = provider;
    this.grants = grants;
    this.pages = pages;
    this.audit = audit;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    String id = ConnectionPageUrls.connectionOf(exchange.request().getRequestURI());
    String state = FormFieldReader.readSingleQueryParameter(exchange, "state");
    Optional<Session> session = readers.findCurrentSession(exchange);
    Optional<PendingConnectionLink> pending = requests.find(tenant, state);
    if (pending.isEmpty() || !pending.get().connectionId().equals(id)) {
      pages.renderRefused(
          exchange, "session_expired"); // unknown, expired, used, or from another session
      return;
    }
    if (session.isEmpty() || !begunIn(session.get(), pending.get())) {
      pages.renderRefused(exchange, "other_browser");
      return;
    }
    Optional<VaultConnection> connection =
        requests
            .take(tenant, state)
            .flatMap(taken -> connections.find(tenant.id(), id).filter(same(taken)));
    if (connection.isEmpty() || !fromTheIssuer(exchange, connection.get())) {
      pages.renderRefused(exchange, "session_expired");
      return;
    }
    answered(exchange, session.get(), connection.get(), pending.get());
  }

  private void answered(
      HttpExchange exchange,
      Session session,
      VaultConnection connection,
      PendingConnectionLink pending) {
    String code = FormFieldReader.readSingleQueryParameter(exchange, "code");
    if (code.isEmpty() || code.length() > MAX_CODE) {
      boolean denied =
          FormFieldReader.readSingleQueryParameter(exchange, "error").equals("access_denied");
      failed(exchange, session, connection, denied ? "denied" : "provider");
      return;
    }
    TenantContext tenant = exchange.tenant();
    try {
      ProviderTokens tokens =
          provider.redeem(
              tenant,
              connection,
              code,
              URI.create(ConnectionPageUrls.callback(tenant, connection.id())),
              pending.verifier());
      grants.link(tenant, connection, session.subject().id(), tokens, by(exchange, session));
      exchange.redirect(ConnectionPageRenderer.outcome(tenant, "linked"));
    } catch (ProviderTokenException e) {
      failed(exchange, session, connection, "provider");
    }
  }

  private void failed(
      HttpExchange exchange, Session session, VaultConnection connection, String why) {
    audit.record(
        exchange.tenant(),
        by(exchange, session),
        "connection.linked",
        AuditOutcome.FAILURE,
        new AuditTarget("connection", connection.id(), Optional.of(connection.spec().name())),
        "The account was not linked.",
        Map.of("reasonCode", why));
    exchange.redirect(ConnectionPageRenderer.outcome(exchange.tenant(), why));
  }

  private static boolean begunIn(Session session, PendingConnectionLink pending) {
    return session.id().equals(pending.sessionId())
        && session.subject().id().equals(pending.userId());
  }

  private static Predicate<VaultConnection> same(PendingConnectionLink pending) {
    return found -> found.spec().enabled() && found.version() == pending.version();
  }

  /** Validates the issuer of the response (RFC 9207 section 2.4). */
  private static boolean fromTheIssuer(HttpExchange exchange, VaultConnection connection) {
    return connection
        .spec()
        .issuer()
        .map(issuer -> issuer.equals(FormFieldReader.readSingleQueryParameter(exchange, "iss")))
        .orElse(true);
  }

  private static AuditInitiator by(HttpExchange exchange, Session session) {
    return AuditInitiator.of(session.subject(), exchange.requestInfo());
  }
}
