package org.lumoauth.authn.magiclink;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignIn.Begun;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code GET /t/{slug}/magic-link}, where the link of a message leads. It uses nothing up and signs
 * nobody in, for programs that check mail open links too: it sends the browser to the pages of the
 * sign-in, which ask.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-magic-link",
      "lumoauth.web.routes=GET ^/magic-link",
      "lumoauth.web.guard=open"
    })
public final class LinkEndpoint implements HotEndpoint {
  private static final int GONE = 410;

  private final LinkPolicy policy;
  private final LinkHolders holders;
  private final LinkBrowser browser;
  private final SignIn signIn;
  private final Pages pages;

  @Activate
  public LinkEndpoint(
      @Reference LinkPolicy policy,
      @Reference LinkHolders holders,
      @Reference LinkBrowser browser,
      @Reference SignIn signIn,
      @Reference Pages pages) {
    this.policy = policy;
    this.holders = holders;
    this.browser = browser;
    this.signIn = signIn;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    if (!policy.enabled(tenant)) {
      throw Problem.notFound("Nobody signs in by a link here.");
    }
    var secret = Optional.ofNullable(exchange.request().getParameter("token")).orElse("");
    var link = holders.find(tenant, secret);
    if (link.isEmpty()) {
      over(exchange);
    } else {
      var page = page(exchange, link.get(), secret);
      exchange.redirect(new Begun(Addresses.withLink(page.url(), secret), page.setCookie()));
    }
  }

  /**
   * The sign-in that the link is for, which opens in no other browser, or else a new one: it leads
   * where the one wanted to go who asked for the link, if this is their browser.
   */
  private Begun page(Exchange exchange, Link link, String secret) {
    var tenant = exchange.tenant();
    if (browser.askedFor(tenant, exchange.view(), link)) {
      var path = link.target().map(Target::path).orElseGet(() -> Addresses.account(tenant));
      var page = signIn.beginById(tenant, requirement(link.target()), path, exchange.view());
      holders.bind(tenant, secret, Addresses.attempt(page.url()));
      return page;
    }
    return link.attempt()
        .map(attempt -> new Begun(Addresses.login(tenant, attempt), Optional.empty()))
        .orElseGet(
            () ->
                signIn.begin(
                    tenant, SignInRequirement.any(), Addresses.account(tenant), exchange.view()));
  }

  private static SignInRequirement requirement(Optional<Target> target) {
    return new SignInRequirement(
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        target.flatMap(Target::clientId));
  }

  private void over(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var locales = pages.locales(tenant, exchange.view(), "");
    var model = Map.<String, Object>of("continueUrl", Addresses.login(tenant));
    exchange.writePage(
        GONE, pages.render(tenant, PageRequest.of("magic-link-over", model, locales)));
  }
}
