/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.account;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.authn.federation.provider.EnabledProviderQuery;
import org.lumoauth.authn.federation.signin.FederatedLoginStore;
import org.lumoauth.authn.federation.signin.FederationUrls;
import org.lumoauth.authn.federation.signin.ProviderCallbackVerifier;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code /t/{slug}/account/identities/link}: shows the identity a user returned with from a
 * provider and asks for confirmation. Only the session that started the redirect can continue. This
 * prevents linking another person's identity, and the confirmation prevents linking an identity
 * that the browser happened to be signed in with.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-link",
      "lumoauth.web.routes=GET ^/account/identities/link",
      "lumoauth.web.routes=POST ^/account/identities/link",
      HttpHandler.SUMMARY + "=GET: Show the identity to link to the account",
      HttpHandler.SUMMARY + "=POST: Link an identity to the account",
      "lumoauth.web.guard=open"
    })
public final class IdentityLinkConfirmationEndpoint implements HttpHandler {

  private static final String PURPOSE = "account/identities/link";
  private static final String ANSWER = "answer";
  private static final String PENDING = "pending";

  private final PageSessionGuard readers;
  private final FederatedLoginStore journeys;
  private final InteractiveIdentityLinkService additions;
  private final AccountIdentityPageRenderer pages;

  @Activate
  public IdentityLinkConfirmationEndpoint(
      @Reference PageSessionGuard readers,
      @Reference FederatedLoginStore journeys,
      @Reference EnabledProviderQuery providers,
      @Reference ProviderCallbackVerifier callbacks,
      @Reference IdentityLinkService identities,
      @Reference AccountIdentityPageRenderer pages) {
    this.readers = readers;
    this.journeys = journeys;
    this.additions = new InteractiveIdentityLinkService(providers, callbacks, identities);
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    var session = readers.findCurrentSession(exchange);
    if (session.isEmpty()) {
      pages.renderError(exchange, 403, "other_browser");
    } else if (post) {
      decided(exchange, session.get(), form);
    } else if (exchange.request().getParameter(ANSWER) != null) {
      arrived(exchange, session.get(), exchange.request().getParameter(ANSWER));
    } else {
      ask(exchange, session.get());
    }
  }

  private void arrived(HttpExchange exchange, Session session, String key) throws IOException {
    var tenant = exchange.tenant();
    var brought = journeys.takeLinkCallback(tenant, key);
    if (brought.isEmpty()) {
      pages.renderError(exchange, 400, "session_expired");
    } else if (!brought.get().owner().isSameSession(session)) {
      pages.renderError(exchange, 403, "other_browser");
    } else {
      var state = additions.verifyCallback(tenant, brought.get(), by(exchange, session));
      exchange.redirect(
          state instanceof InteractiveIdentityLinkService.State.LinkableIdentity proven
              ? FederationUrls.link(
                  tenant, PENDING, journeys.storePendingLink(tenant, proven.addition()))
              : over(exchange, ((InteractiveIdentityLinkService.State.LinkingEnd) state).done()));
    }
  }

  private void ask(HttpExchange exchange, Session session) throws IOException {
    var key = Optional.ofNullable(exchange.request().getParameter(PENDING)).orElse("");
    var addition = journeys.findPendingLink(exchange.tenant(), key);
    if (addition.isEmpty()) {
      pages.renderError(exchange, 400, "session_expired");
    } else if (!addition.get().owner().isSameSession(session)) {
      pages.renderError(exchange, 403, "other_browser");
    } else {
      var token = readers.createFormToken(exchange, session, PURPOSE);
      pages.renderConfirmation(
          exchange,
          session,
          addition.get(),
          Map.of(PENDING, key, PageSessionGuard.FORM_TOKEN, token));
    }
  }

  private void decided(HttpExchange exchange, Session session, Map<String, List<String>> form)
      throws IOException {
    if (!readers.isFormTokenValid(exchange, session, PURPOSE, form)) {
      pages.renderError(exchange, 403, "form_refused");
      return;
    }
    var tenant = exchange.tenant();
    var key = FormFieldReader.readSingle(form, PENDING);
    var mine =
        journeys.findPendingLink(tenant, key).filter(each -> each.owner().isSameSession(session));
    var addition = mine.flatMap(each -> journeys.takePendingLink(tenant, key));
    if (addition.isEmpty()) {
      pages.renderError(exchange, 400, "session_expired");
    } else {
      var done = additions.link(tenant, addition.get(), by(exchange, session));
      exchange.redirect(over(exchange, done));
    }
  }

  private static String over(HttpExchange exchange, String done) {
    return FederationUrls.account(exchange.tenant()) + "?done=" + done;
  }

  private static AuditInitiator by(HttpExchange exchange, Session session) {
    return AuditInitiator.of(session.subject(), exchange.requestInfo());
  }
}
