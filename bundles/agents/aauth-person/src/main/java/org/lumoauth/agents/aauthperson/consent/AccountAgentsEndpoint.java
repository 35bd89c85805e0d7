/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves {@code /t/{slug}/account/agents}: the external agents that act for the signed-in user. */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-account",
      "lumoauth.web.routes=GET ^/account/agents",
      "lumoauth.web.routes=POST ^/account/agents",
      HttpHandler.SUMMARY + "=GET: Show the external agents that act for the user",
      HttpHandler.SUMMARY + "=POST: Revoke the user's consent to an external agent",
      "lumoauth.web.guard=open"
    })
public final class AccountAgentsEndpoint implements HttpHandler {

  private static final String PURPOSE = "account/agents";

  private final PageSessionGuard readers;
  private final AgentConsentService allowances;
  private final AccountAgentsPageRenderer pages;

  @Activate
  public AccountAgentsEndpoint(
      @Reference PageSessionGuard readers,
      @Reference AgentConsentService allowances,
      @Reference ModulePageResponder pages) {
    this.readers = readers;
    this.allowances = allowances;
    this.pages = new AccountAgentsPageRenderer(pages);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Session> session =
        readers.requireSession(exchange, AccountAgentsPageUrls.path(tenant));
    if (session.isEmpty()) {
      return;
    }
    if (!post) {
      pages.list(
          exchange,
          session.get(),
          allowances.of(tenant, session.get().subject().id()),
          readers.createFormToken(exchange, session.get(), PURPOSE),
          exchange.request().getParameter("done") != null);
    } else if (readers.isFormTokenValid(exchange, session.get(), PURPOSE, form)) {
      end(exchange, session.get(), FormFieldReader.readSingle(form, "id"));
      exchange.redirect(AccountAgentsPageUrls.path(tenant) + "?done=1");
    } else {
      pages.renderRefused(exchange);
    }
  }

  private void end(HttpExchange exchange, Session session, String id) {
    TenantContext tenant = exchange.tenant();
    var by = AuditInitiator.of(session.subject(), exchange.requestInfo());
    allowances.of(tenant, session.subject().id()).stream()
        .filter(each -> each.id().equals(id))
        .forEach(each -> allowances.end(tenant, each, by));
  }
}
