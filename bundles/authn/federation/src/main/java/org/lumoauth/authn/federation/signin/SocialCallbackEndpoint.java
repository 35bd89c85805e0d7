/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.authn.SignInService.SignInRedirect;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code ~/oauth/social/{provider}/callback}: the redirect URI of a provider. Passes the
 * parameters to the sign-in or account page that started the redirect, or to a new sign-in. Nothing
 * is verified here. Redirects only to paths of this server.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 section 4.1.2</a>
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = {
      @SchemaProperty("code"),
      @SchemaProperty("state"),
      @SchemaProperty("error"),
      @SchemaProperty("iss")
    })
@ApiResponse(status = 302)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-callback",
      "lumoauth.web.routes=GET ~/oauth/social/{provider}/callback",
      "lumoauth.web.routes=POST ~/oauth/social/{provider}/callback",
      "lumoauth.web.routes=GET ^/auth/social/*/callback",
      "lumoauth.web.routes=POST ^/auth/social/*/callback",
      HttpHandler.SUMMARY + "=Complete sign-in at an identity provider (redirect URI)",
      "lumoauth.web.guard=open"
    })
public final class SocialCallbackEndpoint implements HttpHandler {

  private static final String PARKED = "parked";

  private final FederatedLoginStore journeys;
  private final FederationBrowserCookie browser;
  private final PageSessionGuard readers;
  private final SignInService signIn;
  private final FederationPageRenderer pages;

  @Activate
  public SocialCallbackEndpoint(
      @Reference FederatedLoginStore journeys,
      @Reference FederationBrowserCookie browser,
      @Reference PageSessionGuard readers,
      @Reference SignInService signIn,
      @Reference FederationPageRenderer pages) {
    this.journeys = journeys;
    this.browser = browser;
    this.readers = readers;
    this.signIn = signIn;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var provider = FederationUrls.providerOf(exchange.request().getRequestURI());
    var sent = CallbackParameterReader.of(exchange);
    var parameters =
        sent.containsKey(PARKED) ? journeys.takeParameters(tenant, sent.get(PARKED)) : sent;
    var state = parameters.getOrDefault("state", "");
    var journey = journeys.find(tenant, state).filter(each -> each.provider().equals(provider));
    if (journey.isEmpty()) { // unknown, expired or used state, or a response of another provider
      pages.renderError(exchange, 400, "session_expired");
    } else if (exchange.request().getMethod().equals("POST")) {
      // A cross-site form POST has no cookies, so the browser is redirected to itself first.
      park(exchange, provider, state, parameters);
    } else if (!left(exchange, journey.get())) {
      pages.renderError(exchange, 403, "other_browser");
    } else {
      back(exchange, state, parameters);
    }
  }

  /**
   * Returns whether the browser started the redirect. The callback of a sign-in is bound to the
   * sign-in's browser.
   */
  private boolean left(HttpExchange exchange, PendingFederatedLogin journey) {
    return journey.browser().map(kept -> browser.matches(exchange, kept)).orElse(true)
        && journey
            .owner()
            .map(
                owner ->
                    readers.findCurrentSession(exchange).filter(owner::isSameSession).isPresent())
            .orElse(true);
  }

  private void park(
      HttpExchange exchange, String provider, String state, Map<String, String> parameters)
      throws IOException {
    var tenant = exchange.tenant();
    if (journeys.storeParameters(tenant, state, parameters)) {
      HttpRedirects.found(
          exchange,
          FederationUrls.callback(tenant, provider)
              + "?"
              + PARKED
              + "="
              + URLEncoder.encode(state, StandardCharsets.UTF_8));
    } else { // a state accepts one response
      pages.renderError(exchange, 400, "session_expired");
    }
  }

  private void back(HttpExchange exchange, String state, Map<String, String> parameters)
      throws IOException {
    var tenant = exchange.tenant();
    var journey = journeys.takeLogin(tenant, state);
    if (journey.isEmpty()) { // a concurrent request consumed the state
      pages.renderError(exchange, 400, "session_expired");
    } else if (journey.get().attempt().isPresent()) {
      var attempt = journey.get().attempt().get();
      var key =
          journeys.storeCallback(tenant, ProviderCallback.of(journey.get(), attempt, parameters));
      HttpRedirects.found(exchange, FederationUrls.answer(tenant, attempt, key));
    } else if (journey.get().owner().isPresent()) {
      var answer = ProviderCallback.of(journey.get(), "", parameters);
      var key =
          journeys.storeLinkCallback(
              tenant, new IdentityLinkCallback(journey.get().owner().get(), answer));
      HttpRedirects.found(exchange, FederationUrls.link(tenant, "answer", key));
    } else {
      HttpRedirects.found(exchange, begin(exchange, journey.get(), parameters));
    }
  }

  /** Starts a sign-in to the account for a callback without one. */
  private SignInRedirect begin(
      HttpExchange exchange, PendingFederatedLogin journey, Map<String, String> parameters) {
    var tenant = exchange.tenant();
    var begun =
        signIn.beginById(
            tenant, SignInRequirement.any(), FederationUrls.home(tenant), exchange.view());
    var attempt = FederationUrls.attemptOf(begun.url()).orElseThrow();
    var key = journeys.storeCallback(tenant, ProviderCallback.of(journey, attempt, parameters));
    journeys.storeReference(tenant, attempt, key);
    return new SignInRedirect(
        FederationUrls.way(tenant, attempt, journey.provider()), begun.setCookie());
  }
}
