/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/sessions}: lists and revokes sessions. */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-account-sessions",
      "lumoauth.web.routes=GET ^/account/sessions",
      "lumoauth.web.routes=POST ^/account/sessions",
      HttpHandler.SUMMARY + "=GET: Show the sessions of the user",
      HttpHandler.SUMMARY + "=POST: End sessions of the user",
      "lumoauth.web.guard=open"
    })
public final class AccountSessionsEndpoint implements HttpHandler {

  private static final String OTHERS = "others";

  private final AccountPageGuard door;
  private final AccountPageRenderer pages;
  private final SessionService sessions;
  private final AuditLog log;

  @Activate
  public AccountSessionsEndpoint(
      @Reference AccountPageGuard door,
      @Reference AccountPageRenderer pages,
      @Reference SessionService sessions,
      @Reference AuditLog log) {
    this.door = door;
    this.pages = pages;
    this.sessions = sessions;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<Session> session = door.requireSession(exchange, AccountSection.SESSIONS);
    if (session.isEmpty()) {
      return;
    }
    if (!exchange.request().getMethod().equals("POST")) {
      show(exchange, session.get());
      return;
    }
    Optional<AccountForm> form = door.readForm(exchange, session.get(), AccountSection.SESSIONS);
    if (form.isPresent()) {
      end(exchange, session.get(), form.get().raw("session"));
    }
  }

  private void show(HttpExchange exchange, Session current) throws IOException {
    List<Map<String, Object>> rows =
        sessions.list(exchange.tenant(), current.subject()).stream()
            .map(session -> row(session, current))
            .toList();
    boolean ended = exchange.request().getParameter("done") != null;
    pages.render(
        exchange, current, AccountSection.SESSIONS, 200, Map.of("sessions", rows, "ended", ended));
  }

  private static Map<String, Object> row(Session session, Session current) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", session.id());
    row.put("current", session.id().equals(current.id()));
    row.put("address", session.remoteAddress());
    row.put("createdAt", session.createdAt());
    row.put("lastSeenAt", session.lastSeenAt());
    session
        .userAgent()
        .flatMap(BrowserNameParser::parse)
        .ifPresent(name -> row.put("browser", name));
    return row;
  }

  private void end(HttpExchange exchange, Session current, String which) {
    var tenant = exchange.tenant();
    log.requireWritable();
    if (which.equals(OTHERS)) {
      sessions.endAll(
          tenant,
          current.subject(),
          Optional.of(current.id()),
          AuditInitiator.of(current.subject(), exchange.requestInfo()));
    } else if (owns(exchange, current, which)) {
      sessions.end(tenant, which, AuditInitiator.of(current.subject(), exchange.requestInfo()));
    } // The session has expired, was revoked or belongs to another user: the list shows the current
    // sessions.
    AccountPageGuard.redirectDone(exchange, AccountSection.SESSIONS);
  }

  private boolean owns(HttpExchange exchange, Session current, String id) {
    return sessions.list(exchange.tenant(), current.subject()).stream()
        .map(Session::id)
        .anyMatch(id::equals);
  }
}
