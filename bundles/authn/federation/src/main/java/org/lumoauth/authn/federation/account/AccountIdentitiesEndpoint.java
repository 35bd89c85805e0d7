/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.account;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.authn.federation.link.IdentityLink;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.authn.federation.link.IdentityLinkService.UnlinkResult;
import org.lumoauth.authn.federation.signin.FederationUrls;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves {@code /t/{slug}/account/identities}: the user's linked identities. */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-account",
      "lumoauth.web.routes=GET ^/account/identities",
      "lumoauth.web.routes=POST ^/account/identities",
      HttpHandler.SUMMARY + "=GET: Show the linked identities of the user",
      HttpHandler.SUMMARY + "=POST: Unlink an identity of the user",
      "lumoauth.web.guard=open"
    })
public final class AccountIdentitiesEndpoint implements HttpHandler {

  private static final int CONFLICT = 409;
  private static final String PURPOSE = "account/identities";

  private final PageSessionGuard readers;
  private final IdentityLinkService identities;
  private final RemainingSignInMethodQuery ways;
  private final AccountIdentityPageRenderer pages;

  @Activate
  public AccountIdentitiesEndpoint(
      @Reference PageSessionGuard readers,
      @Reference IdentityLinkService identities,
      @Reference RemainingSignInMethodQuery ways,
      @Reference AccountIdentityPageRenderer pages) {
    this.readers = readers;
    this.identities = identities;
    this.ways = ways;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    var here = FederationUrls.account(exchange.tenant());
    Optional<Session> session = readers.findCurrentSession(exchange);
    if (session.isEmpty()) {
      exchange.redirect(readers.beginSignIn(exchange, SignInRequirement.any(), here));
    } else if (!post) {
      var done = Optional.ofNullable(exchange.request().getParameter("done")).orElse("");
      show(exchange, session.get(), 200, done);
    } else if (readers.isFormTokenValid(exchange, session.get(), PURPOSE, form)) {
      unlink(exchange, session.get(), FormFieldReader.readSingle(form, "id"));
    } else {
      pages.renderError(exchange, 403, "form_refused");
    }
  }

  /** Unlinks an identity, unless it is the last way to sign in. */
  private void unlink(HttpExchange exchange, Session session, String link) throws IOException {
    var tenant = exchange.tenant();
    var user = session.subject();
    var by = AuditInitiator.of(user, exchange.requestInfo());
    boolean otherwise = ways.hasOtherMethod(tenant, user);
    Predicate<List<IdentityLink>> enough = rest -> otherwise || ways.hasOtherLink(tenant, rest);
    if (identities.unlink(tenant, user.id(), link, enough, by) == UnlinkResult.LAST) {
      show(exchange, session, CONFLICT, "last");
    } else {
      exchange.redirect(FederationUrls.account(tenant) + "?done=unlinked");
    }
  }

  private void show(HttpExchange exchange, Session session, int status, String done)
      throws IOException {
    pages.renderList(
        exchange,
        status,
        session,
        identities.of(exchange.tenant(), session.subject().id()),
        readers.createFormToken(exchange, session, PURPOSE),
        done);
  }
}
