/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.authn.SignInService.SignInRedirect;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code GET /t/{slug}/magic-link}, the target of the link in a message. It does not consume the
 * link or sign the user in, because mail scanners open links too: it redirects to the sign-in
 * pages, which ask for confirmation.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-magic-link",
      "lumoauth.web.routes=GET ^/magic-link",
      HttpHandler.SUMMARY + "=Open a sign-in link",
      "lumoauth.web.guard=open"
    })
public final class MagicLinkEndpoint implements HttpHandler {
  private static final int GONE = 410;

  private final MagicLinkPolicy policy;
  private final MagicLinkResolver holders;
  private final MagicLinkBrowserCookie browser;
  private final SignInService signIn;
  private final HtmlPageRenderer pages;

  @Activate
  public MagicLinkEndpoint(
      @Reference MagicLinkPolicy policy,
      @Reference MagicLinkResolver holders,
      @Reference MagicLinkBrowserCookie browser,
      @Reference SignInService signIn,
      @Reference HtmlPageRenderer pages) {
    this.policy = policy;
    this.holders = holders;
    this.browser = browser;
    this.signIn = signIn;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    if (!policy.isEnabled(tenant)) {
      throw ApiException.notFound(
          "Sign-in with a link is not enabled for this tenant. An administrator can "
              + "enable it.");
    }
    var secret = Optional.ofNullable(exchange.request().getParameter("token")).orElse("");
    var link = holders.find(tenant, secret);
    if (link.isEmpty()) {
      over(exchange);
    } else {
      var page = page(exchange, link.get(), secret);
      exchange.redirect(
          new SignInRedirect(MagicLinkUrls.withLink(page.url(), secret), page.setCookie()));
    }
  }

  /**
   * Returns the sign-in that the link opens. In the browser that requested the link, the sign-in
   * returns to the requested target. In another browser, it is the sign-in for which the link was
   * requested, which only its own browser can open, or a new sign-in if the link was not requested
   * in a sign-in.
   */
  private SignInRedirect page(HttpExchange exchange, MagicLink link, String secret) {
    var tenant = exchange.tenant();
    if (browser.askedFor(tenant, exchange.view(), link)) {
      var path =
          link.target()
              .map(MagicLinkReturnPath::path)
              .orElseGet(() -> MagicLinkUrls.account(tenant));
      var page = signIn.beginById(tenant, requirement(link.target()), path, exchange.view());
      holders.bind(tenant, secret, MagicLinkUrls.attempt(page.url()));
      return page;
    }
    return link.attempt()
        .map(attempt -> new SignInRedirect(MagicLinkUrls.login(tenant, attempt), Optional.empty()))
        .orElseGet(
            () ->
                signIn.begin(
                    tenant,
                    SignInRequirement.any(),
                    MagicLinkUrls.account(tenant),
                    exchange.view()));
  }

  private static SignInRequirement requirement(Optional<MagicLinkReturnPath> target) {
    return new SignInRequirement(
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        target.flatMap(MagicLinkReturnPath::clientId));
  }

  private void over(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var locales = pages.locales(tenant, exchange.view(), "");
    var model = Map.<String, Object>of("continueUrl", MagicLinkUrls.login(tenant));
    exchange.writePage(
        GONE, pages.render(tenant, HtmlPageRenderRequest.of("magic-link-over", model, locales)));
  }
}
