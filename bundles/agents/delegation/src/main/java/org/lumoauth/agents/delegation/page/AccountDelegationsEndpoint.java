/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.page;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.delegation.consent.DelegationConsentService;
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

/** Serves {@code /t/{slug}/account/delegations}: the agents that act for the signed-in user. */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-delegation-account",
      "lumoauth.web.routes=GET ^/account/delegations",
      "lumoauth.web.routes=POST ^/account/delegations",
      HttpHandler.SUMMARY + "=GET: Show the agents that act for the user",
      HttpHandler.SUMMARY + "=POST: End a delegation of the user",
      "lumoauth.web.guard=open"
    })
public final class AccountDelegationsEndpoint implements HttpHandler {

  private static final String PURPOSE = "account/delegations";

  private final PageSessionGuard readers;
  private final DelegationConsentService book;
  private final DelegationPageRenderer pages;

  @Activate
  public AccountDelegationsEndpoint(
      @Reference PageSessionGuard readers,
      @Reference DelegationConsentService book,
      @Reference DelegationPageRenderer pages) {
    this.readers = readers;
    this.book = book;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    String address = DelegationPageUrls.account(exchange.tenant());
    Optional<Session> session = readers.requireSession(exchange, address);
    if (session.isEmpty()) {
      return;
    }
    if (!post) {
      pages.renderList(
          exchange,
          session.get(),
          book.ofUser(exchange.tenant(), session.get().subject().id()),
          readers.createFormToken(exchange, session.get(), PURPOSE),
          exchange.request().getParameter("done") != null);
    } else if (readers.isFormTokenValid(exchange, session.get(), PURPOSE, form)) {
      revoke(exchange, session.get(), FormFieldReader.readSingle(form, "id"));
      exchange.redirect(PageSessionGuard.pathAndQuery(address) + "?done=1");
    } else {
      pages.renderRefused(exchange, PageSessionGuard.pathAndQuery(address));
    }
  }

  private void revoke(HttpExchange exchange, Session session, String id) {
    TenantContext tenant = exchange.tenant();
    var by = AuditInitiator.of(session.subject(), exchange.requestInfo());
    book.ofUser(tenant, session.subject().id()).stream()
        .filter(each -> each.id().equals(id))
        .forEach(each -> book.revoke(tenant, each, by));
  }
}
