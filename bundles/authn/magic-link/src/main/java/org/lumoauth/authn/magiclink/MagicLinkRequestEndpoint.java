/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST /orgs/{slug}/magic-link}, with the form fields {@code email} and, for the page after
 * sign-in, {@code _target_path}: sends a link to an address. The response, its status and its time
 * are independent of the address; only an exceeded rate limit is reported.
 */
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-magic-link-request",
      "lumoauth.web.routes=POST ^/magic-link",
      HttpHandler.SUMMARY + "=Send a sign-in link to an email address",
      "lumoauth.web.guard=open"
    })
public final class MagicLinkRequestEndpoint implements HttpHandler {
  private static final int LONGEST = 254; // RFC 5321 section 4.5.3.1.3, without brackets

  private final MagicLinkMailer mail;
  private final MagicLinkLimiter limits;
  private final MagicLinkBrowserCookie browser;
  private final MagicLinkPolicy policy;
  private final HtmlPageRenderer pages;

  @Activate
  public MagicLinkRequestEndpoint(
      @Reference MagicLinkMailer mail,
      @Reference MagicLinkLimiter limits,
      @Reference MagicLinkBrowserCookie browser,
      @Reference MagicLinkPolicy policy,
      @Reference HtmlPageRenderer pages) {
    this.mail = mail;
    this.limits = limits;
    this.browser = browser;
    this.policy = policy;
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    var tenant = exchange.tenant();
    if (exchange.view().header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent()) {
      throw ApiException.forbidden("The form must be submitted from a page of this server.");
    }
    if (!mail.isOffered(tenant)) {
      throw ApiException.notFound(
          "Sign-in with a link is not enabled for this tenant. An administrator can "
              + "enable it.");
    }
    var form = exchange.readForm();
    var email = field(form, "email").filter(text -> text.length() <= LONGEST).orElse("");
    var from = exchange.view().remoteAddress();
    limits
        .count(tenant, email.toLowerCase(Locale.ROOT), from, Optional.empty())
        .ifPresent(MagicLinkRequestEndpoint::refuse);
    var secret = browser.secret(tenant, exchange.view());
    var locales = pages.locales(tenant, exchange.view(), "");
    if (EmailAddress.isValid(email)) {
      mail.send(
          tenant,
          new MagicLinkRequest(
              email,
              Optional.empty(),
              Optional.of(browser.hash(secret)),
              field(form, "_target_path").flatMap(path -> MagicLinkReturnPath.of(tenant, path)),
              from,
              false,
              locales,
              Optional.of(exchange.requestInfo())));
    }
    exchange.response().addHeader("Set-Cookie", browser.setCookie(tenant, secret));
    var model =
        Map.<String, Object>of(
            "account", Map.of("identifier", email),
            "validSeconds", policy.lifetime(tenant).toSeconds(),
            "notYouUrl", MagicLinkUrls.login(tenant));
    exchange.writePage(
        200,
        pages.render(
            tenant, HtmlPageRenderRequest.of(MagicLinkAuthenticationMethod.SENT, model, locales)));
  }

  /** Reports the limit per address in all cases, because it is the one to observe. */
  private static void refuse(Instant until) {
    throw ApiException.rateLimited(
        "Too many sign-in links were requested. Try again after the time in the "
            + "Retry-After header.",
        MagicLinkLimiter.ACCOUNT_AND_ADDRESS.attempts(),
        until);
  }

  private static Optional<String> field(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of()).stream().findFirst().map(String::strip);
  }
}
