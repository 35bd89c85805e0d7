/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/applications}: lists and revokes the access of applications. */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-account-applications",
      "lumoauth.web.routes=GET ^/account/applications",
      "lumoauth.web.routes=POST ^/account/applications",
      HttpHandler.SUMMARY + "=GET: Show the applications with access to the account",
      HttpHandler.SUMMARY + "=POST: Revoke the access of an application",
      "lumoauth.web.guard=open"
    })
public final class AccountApplicationsEndpoint implements HttpHandler {

  private final AccountPageGuard door;
  private final AccountPageRenderer pages;
  private final AccountConnectedApplicationQuery applications;
  private final ConsentService consents;
  private final AuditLog log;

  @Activate
  public AccountApplicationsEndpoint(
      @Reference AccountPageGuard door,
      @Reference AccountPageRenderer pages,
      @Reference ConsentService consents,
      @Reference AuthorizationGrantService grants,
      @Reference ClientDirectory clients,
      @Reference AuditLog log) {
    this.door = door;
    this.pages = pages;
    this.applications = new AccountConnectedApplicationQuery(consents, grants, clients);
    this.consents = consents;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<Session> session = door.requireSession(exchange, AccountSection.APPLICATIONS);
    if (session.isEmpty()) {
      return;
    }
    if (!exchange.request().getMethod().equals("POST")) {
      show(exchange, session.get());
      return;
    }
    Optional<AccountForm> form =
        door.readForm(exchange, session.get(), AccountSection.APPLICATIONS);
    if (form.isPresent()) {
      revoke(exchange, session.get(), form.get().raw("client_id"));
    }
  }

  private void show(HttpExchange exchange, Session session) throws IOException {
    var rows =
        applications.of(exchange.tenant(), session.subject()).stream()
            .map(application -> application.model())
            .toList();
    boolean revoked = exchange.request().getParameter("done") != null;
    pages.render(
        exchange,
        session,
        AccountSection.APPLICATIONS,
        200,
        Map.of("applications", rows, "revoked", revoked));
  }

  private void revoke(HttpExchange exchange, Session session, String clientId) {
    var tenant = exchange.tenant();
    boolean has =
        applications.of(tenant, session.subject()).stream()
            .anyMatch(application -> application.clientId().equals(clientId));
    if (has) {
      log.requireWritable();
      consents.revoke(
          tenant,
          session.subject(),
          clientId,
          AuditInitiator.of(session.subject(), exchange.requestInfo()));
    }
    AccountPageGuard.redirectDone(exchange, AccountSection.APPLICATIONS);
  }
}
