package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.util.Optional;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.federation.provider.OpenProviders;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ~/oauth/social/{provider}}: sends the browser to a provider. With {@code attempt}, the id
 * of a sign-in, it goes on there as by the button of its page.
 */
@Takes(
    as = Takes.As.QUERY,
    members = {@Member("attempt")})
@AnswersWith(status = 302)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-start",
      "lumoauth.web.routes=GET ~/oauth/social/{provider}",
      "lumoauth.web.routes=GET ^/auth/social/*",
      "lumoauth.web.guard=open"
    })
public final class StartEndpoint implements HotEndpoint {

  private final OpenProviders providers;
  private final Departures departures;
  private final LeavingBrowser browser;
  private final StartLimit limit;
  private final FederationPages pages;

  @Activate
  public StartEndpoint(
      @Reference OpenProviders providers,
      @Reference Departures departures,
      @Reference LeavingBrowser browser,
      @Reference StartLimit limit,
      @Reference FederationPages pages) {
    this.providers = providers;
    this.departures = departures;
    this.browser = browser;
    this.limit = limit;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var name = SocialAddress.providerOf(exchange.request().getRequestURI());
    var provider = providers.find(tenant, name);
    var attempt = exchange.request().getParameter("attempt");
    if (provider.isEmpty()) {
      pages.error(exchange, 404, "general");
    } else if (attempt != null) {
      Redirection.found(exchange, SocialAddress.way(tenant, attempt, name));
    } else {
      var until = limit.count(exchange);
      if (until.isPresent()) {
        pages.tooMany(exchange, until.get());
      } else {
        leave(exchange, provider.get());
      }
    }
  }

  private void leave(Exchange exchange, SocialProvider provider) throws IOException {
    try {
      var location =
          departures.leave(
              exchange.tenant(),
              provider,
              Optional.empty(),
              Optional.of(browser.mark(exchange)),
              Optional.empty());
      Redirection.found(exchange, location);
    } catch (Problem e) {
      pages.unavailable(exchange);
    }
  }
}
