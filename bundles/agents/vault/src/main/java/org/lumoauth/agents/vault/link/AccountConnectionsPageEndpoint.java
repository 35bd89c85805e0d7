/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.link;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /t/{slug}/account/connections}: lists the linked accounts of the signed-in user. */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-vault-account",
      "lumoauth.web.routes=GET ^/account/connections",
      "lumoauth.web.routes=POST ^/account/connections",
      HttpHandler.SUMMARY + "=GET: Show the linked accounts of the user",
      HttpHandler.SUMMARY + "=POST: Unlink an account of the user",
      "lumoauth.web.guard=open"
    })
public final class AccountConnectionsPageEndpoint implements HttpHandler {

  private static final String PURPOSE = "account/connections";

  private final PageSessionGuard readers;
  private final UserConnectionService links;
  private final ConnectionPageRenderer pages;

  @Activate
  public AccountConnectionsPageEndpoint(
      @Reference PageSessionGuard readers,
      @Reference UserConnectionService links,
      @Reference ConnectionPageRenderer pages) {
    this.readers = readers;
    this.links = links;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    Optional<Session> session =
        readers.requireSession(exchange, ConnectionPageUrls.account(exchange.tenant()));
    if (session.isEmpty()) {
      return;
    }
    String userId = session.get().subject().id();
    if (!post) {
      pages.renderList(
          exchange,
          session.get(),
          links.of(exchange.tenant(), userId),
          readers.createFormToken(exchange, session.get(), PURPOSE),
          FormFieldReader.readSingleQueryParameter(exchange, "done"));
    } else if (readers.isFormTokenValid(exchange, session.get(), PURPOSE, form)) {
      links.unlink(
          exchange.tenant(),
          userId,
          FormFieldReader.readSingle(form, "id"),
          AuditInitiator.of(session.get().subject(), exchange.requestInfo()));
      exchange.redirect(ConnectionPageRenderer.outcome(exchange.tenant(), "unlinked"));
    } else {
      pages.renderRefused(exchange, "form_refused");
    }
  }
}
