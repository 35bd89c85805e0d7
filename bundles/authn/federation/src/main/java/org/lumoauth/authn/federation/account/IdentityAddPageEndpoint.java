/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.account;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.authn.federation.provider.EnabledProviderQuery;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.signin.FederationStartLimiter;
import org.lumoauth.authn.federation.signin.FederationUrls;
import org.lumoauth.authn.federation.signin.IdentityLinkSession;
import org.lumoauth.authn.federation.signin.ProviderAuthorizationRedirector;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code /t/{slug}/account/identities/add}: explains adding a provider and links to it.
 * Requires a recent sign-in. Opening the page links nothing.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-add",
      "lumoauth.web.routes=GET ^/account/identities/add",
      HttpHandler.SUMMARY + "=Show the page for linking an identity of a provider",
      "lumoauth.web.guard=open"
    })
public final class IdentityAddPageEndpoint implements HttpHandler {

  private final PageSessionGuard readers;
  private final EnabledProviderQuery providers;
  private final IdentityLinkService identities;
  private final ProviderAuthorizationRedirector departures;
  private final FederationStartLimiter limit;
  private final AccountIdentityPageRenderer pages;

  @Activate
  public IdentityAddPageEndpoint(
      @Reference PageSessionGuard readers,
      @Reference EnabledProviderQuery providers,
      @Reference IdentityLinkService identities,
      @Reference ProviderAuthorizationRedirector departures,
      @Reference FederationStartLimiter limit,
      @Reference AccountIdentityPageRenderer pages) {
    this.readers = readers;
    this.providers = providers;
    this.identities = identities;
    this.departures = departures;
    this.limit = limit;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var name = Optional.ofNullable(exchange.request().getParameter("provider")).orElse("");
    var provider = providers.find(tenant, name);
    var session = readers.findCurrentSession(exchange);
    if (provider.isEmpty()) {
      pages.renderError(exchange, 404, "general");
    } else if (session.isEmpty()) {
      signIn(exchange, SignInRequirement.any(), name);
    } else if (has(exchange, session.get(), name)) {
      exchange.redirect(FederationUrls.account(tenant) + "?done=already");
    } else if (!RecentSignInCheck.isRecent(session.get(), Instant.now())) {
      signIn(exchange, RecentSignInCheck.requirement(session.get().subject(), Instant.now()), name);
    } else {
      offer(exchange, session.get(), provider.get());
    }
  }

  private void signIn(HttpExchange exchange, SignInRequirement requirement, String provider) {
    var here = FederationUrls.add(exchange.tenant(), provider);
    exchange.redirect(readers.beginSignIn(exchange, requirement, here));
  }

  private boolean has(HttpExchange exchange, Session session, String provider) {
    return identities.of(exchange.tenant(), session.subject().id()).stream()
        .anyMatch(link -> link.provider().equals(provider));
  }

  private void offer(HttpExchange exchange, Session session, SocialProvider provider)
      throws IOException {
    var until = limit.count(exchange);
    if (until.isPresent()) {
      pages.renderTooMany(exchange, until.get());
      return;
    }
    try {
      var location =
          departures.beginRedirect(exchange.tenant(), provider, IdentityLinkSession.of(session));
      pages.renderAdd(exchange, session, provider, location);
    } catch (ApiException e) {
      pages.renderUnavailable(exchange);
    }
  }
}
