/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.provider.EnabledProviderQuery;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@code ~/oauth/social/{provider}}: redirects the browser to a provider. With {@code
 * attempt}, the id of a sign-in, it continues that sign-in like the button on its page.
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.QUERY,
    members = {@SchemaProperty("attempt")})
@ApiResponse(status = 302)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-start",
      "lumoauth.web.routes=GET ~/oauth/social/{provider}",
      "lumoauth.web.routes=GET ^/auth/social/*",
      HttpHandler.SUMMARY + "=Redirect to sign-in at an identity provider",
      "lumoauth.web.guard=open"
    })
public final class SocialStartEndpoint implements HttpHandler {

  private final EnabledProviderQuery providers;
  private final ProviderAuthorizationRedirector departures;
  private final FederationBrowserCookie browser;
  private final FederationStartLimiter limit;
  private final FederationPageRenderer pages;

  @Activate
  public SocialStartEndpoint(
      @Reference EnabledProviderQuery providers,
      @Reference ProviderAuthorizationRedirector departures,
      @Reference FederationBrowserCookie browser,
      @Reference FederationStartLimiter limit,
      @Reference FederationPageRenderer pages) {
    this.providers = providers;
    this.departures = departures;
    this.browser = browser;
    this.limit = limit;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var name = FederationUrls.providerOf(exchange.request().getRequestURI());
    var provider = providers.find(tenant, name);
    var attempt = exchange.request().getParameter("attempt");
    if (provider.isEmpty()) {
      pages.renderError(exchange, 404, "general");
    } else if (attempt != null) {
      HttpRedirects.found(exchange, FederationUrls.way(tenant, attempt, name));
    } else {
      var until = limit.count(exchange);
      if (until.isPresent()) {
        pages.renderTooMany(exchange, until.get());
      } else {
        leave(exchange, provider.get());
      }
    }
  }

  private void leave(HttpExchange exchange, SocialProvider provider) throws IOException {
    try {
      var location =
          departures.beginRedirect(
              exchange.tenant(),
              provider,
              Optional.empty(),
              Optional.of(browser.setCookie(exchange)),
              Optional.empty());
      HttpRedirects.found(exchange, location);
    } catch (ApiException e) {
      pages.renderUnavailable(exchange);
    }
  }
}
