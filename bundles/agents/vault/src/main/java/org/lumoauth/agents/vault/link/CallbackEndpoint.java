package org.lumoauth.agents.vault.link;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.agents.vault.VaultAudit;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.connection.ConnectionStore;
import org.lumoauth.agents.vault.grant.GrantBook;
import org.lumoauth.agents.vault.provider.ProviderException;
import org.lumoauth.agents.vault.provider.TokenRequests;
import org.lumoauth.agents.vault.provider.Tokens;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /t/{slug}/connections/{id}/callback}: where a provider sends people back to. What it sends
 * is taken from who left in this session, for this connection, once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 section 4.1.2</a>
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-vault-callback",
      "lumoauth.web.routes=GET ^/connections/*/callback",
      "lumoauth.web.guard=open"
    })
public final class CallbackEndpoint implements HotEndpoint {

  private static final int MAX_CODE = 4_000;

  private final PageReaders readers;
  private final ConnectionStore connections;
  private final LinkRequests requests;
  private final TokenRequests provider;
  private final GrantBook grants;
  private final LinkPages pages;
  private final VaultAudit audit;

  @Activate
  public CallbackEndpoint(
      @Reference PageReaders readers,
      @Reference ConnectionStore connections,
      @Reference LinkRequests requests,
      @Reference TokenRequests provider,
      @Reference GrantBook grants,
      @Reference LinkPages pages,
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
  public void handle(Exchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    String id = LinkAddress.connectionOf(exchange.request().getRequestURI());
    String state = FormField.ofQuery(exchange, "state");
    Optional<Session> session = readers.current(exchange);
    Optional<PendingLink> pending = requests.find(tenant, state);
    if (pending.isEmpty() || !pending.get().connectionId().equals(id)) {
      pages.refused(
          exchange, "session_expired"); // never begun, too late, used, or another's answer
      return;
    }
    if (session.isEmpty() || !begunIn(session.get(), pending.get())) {
      pages.refused(exchange, "other_browser");
      return;
    }
    Optional<Connection> connection =
        requests
            .take(tenant, state)
            .flatMap(taken -> connections.find(tenant.id(), id).filter(same(taken)));
    if (connection.isEmpty() || !fromTheIssuer(exchange, connection.get())) {
      pages.refused(exchange, "session_expired");
      return;
    }
    answered(exchange, session.get(), connection.get(), pending.get());
  }

  private void answered(
      Exchange exchange, Session session, Connection connection, PendingLink pending) {
    String code = FormField.ofQuery(exchange, "code");
    if (code.isEmpty() || code.length() > MAX_CODE) {
      boolean denied = FormField.ofQuery(exchange, "error").equals("access_denied");
      failed(exchange, session, connection, denied ? "denied" : "provider");
      return;
    }
    TenantContext tenant = exchange.tenant();
    try {
      Tokens tokens =
          provider.redeem(
              tenant,
              connection,
              code,
              URI.create(LinkAddress.callback(tenant, connection.id())),
              pending.verifier());
      grants.link(tenant, connection, session.subject().id(), tokens, by(exchange, session));
      exchange.redirect(LinkPages.outcome(tenant, "linked"));
    } catch (ProviderException e) {
      failed(exchange, session, connection, "provider");
    }
  }

  private void failed(Exchange exchange, Session session, Connection connection, String why) {
    audit.record(
        exchange.tenant(),
        by(exchange, session),
        "connection.linked",
        Outcome.FAILURE,
        new Target("connection", connection.id(), Optional.of(connection.spec().name())),
        "A user's account was not linked.",
        Map.of("reasonCode", why));
    exchange.redirect(LinkPages.outcome(exchange.tenant(), why));
  }

  private static boolean begunIn(Session session, PendingLink pending) {
    return session.id().equals(pending.sessionId())
        && session.subject().id().equals(pending.userId());
  }

  private static Predicate<Connection> same(PendingLink pending) {
    return found -> found.spec().enabled() && found.version() == pending.version();
  }

  /** RFC 9207 section 2.4. */
  private static boolean fromTheIssuer(Exchange exchange, Connection connection) {
    return connection
        .spec()
        .issuer()
        .map(issuer -> issuer.equals(FormField.ofQuery(exchange, "iss")))
        .orElse(true);
  }

  private static Initiator by(Exchange exchange, Session session) {
    return Initiator.of(session.subject(), exchange.requestInfo());
  }
}
