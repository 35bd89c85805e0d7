/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authn.federation.account.RecentSignInCheck;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code /t/{slug}/account/identities/confirm}: a user with a recent sign-in confirms that
 * an identity with the account's email address belongs to them. The confirmation is passed to the
 * sign-in, which is bound to the browser that came from the provider; nothing is linked here.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-confirm",
      "lumoauth.web.routes=GET ^/account/identities/confirm",
      "lumoauth.web.routes=POST ^/account/identities/confirm",
      HttpHandler.SUMMARY + "=GET: Show the identity to confirm before sign-in",
      HttpHandler.SUMMARY + "=POST: Confirm an identity and continue sign-in",
      "lumoauth.web.guard=open"
    })
public final class FederatedAccountConflictEndpoint implements HttpHandler {

  private static final String PURPOSE = "account/identities/confirm";
  private static final String PENDING = "pending";

  private final FederatedLoginStore journeys;
  private final PageSessionGuard readers;
  private final FederationPageRenderer pages;

  @Activate
  public FederatedAccountConflictEndpoint(
      @Reference FederatedLoginStore journeys,
      @Reference PageSessionGuard readers,
      @Reference FederationPageRenderer pages) {
    this.journeys = journeys;
    this.readers = readers;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    String key =
        post
            ? FormFieldReader.readSingle(form, PENDING)
            : Optional.ofNullable(exchange.request().getParameter(PENDING)).orElse("");
    var contested = journeys.findConflict(exchange.tenant(), key);
    if (contested.isEmpty()) {
      pages.renderError(exchange, 400, "session_expired");
      return;
    }
    var session =
        readers.findCurrentSession(exchange).filter(each -> proves(each, contested.get()));
    if (session.isEmpty()) {
      signInFirst(exchange, contested.get(), key);
    } else if (!post) {
      ask(exchange, contested.get(), session.get(), key);
    } else if (readers.isFormTokenValid(exchange, session.get(), PURPOSE, form)) {
      goBack(exchange, key);
    } else {
      pages.renderError(exchange, 403, "form_refused");
    }
  }

  /**
   * Returns whether the session proves ownership. An earlier session does not, because another
   * person may be using the browser.
   */
  private static boolean proves(Session session, FederatedAccountConflict contested) {
    return session.subject().id().equals(contested.userId())
        && !session.authenticatedAt().isBefore(contested.since());
  }

  private void signInFirst(HttpExchange exchange, FederatedAccountConflict contested, String key)
      throws IOException {
    var requirement =
        RecentSignInCheck.requirement(
            new SubjectRef(SubjectRef.USER, contested.userId()), contested.since());
    var here = FederationUrls.confirm(exchange.tenant(), key);
    var signIn = readers.beginSignIn(exchange, requirement, here);
    signIn.setCookie().ifPresent(cookie -> exchange.response().addHeader("Set-Cookie", cookie));
    pages.renderSignInRequired(
        exchange,
        contested,
        signIn.url(),
        FederationUrls.cancel(exchange.tenant(), contested.attempt()));
  }

  private void ask(
      HttpExchange exchange, FederatedAccountConflict contested, Session session, String key)
      throws IOException {
    pages.renderConfirmation(
        exchange,
        contested,
        Map.of(
            PENDING,
            key,
            PageSessionGuard.FORM_TOKEN,
            readers.createFormToken(exchange, session, PURPOSE)),
        FederationUrls.cancel(exchange.tenant(), contested.attempt()));
  }

  private void goBack(HttpExchange exchange, String key) throws IOException {
    var tenant = exchange.tenant();
    var settled = journeys.takeConflict(tenant, key);
    if (settled.isEmpty()) {
      pages.renderError(exchange, 400, "session_expired");
      return;
    }
    var answer = journeys.storeCallback(tenant, settled.get().confirmed());
    exchange.redirect(FederationUrls.answer(tenant, settled.get().attempt(), answer));
  }
}
