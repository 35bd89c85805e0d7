/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.web;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.pages.render.LanguageCookie;
import org.lumoauth.authn.pages.render.TenantPageUrls;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores the language that a reader chose and redirects to the previous page, which must belong to
 * the same tenant.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=page-language",
      "lumoauth.web.routes=GET ^/language",
      HttpHandler.SUMMARY + "=Set the language of the pages",
      "lumoauth.web.guard=open"
    })
public final class LanguageSelectionEndpoint implements HttpHandler {
  private static final Pattern VISIBLE = Pattern.compile("[!-\\[\\]-~]{1,2000}"); // No backslash.

  /** Path segments with which a browser could leave the tenant's path. */
  private static final Pattern DOTS = Pattern.compile("\\.\\.|%2e", Pattern.CASE_INSENSITIVE);

  private final HtmlPageRenderer pages;
  private final InstantSource clock;

  @Activate
  public LanguageSelectionEndpoint(
      @Reference HtmlPageRenderer pages, @Reference InstantSource clock) {
    this.pages = pages;
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String language = Optional.ofNullable(exchange.request().getParameter("to")).orElse("");
    if (!pages.supportedLanguages().contains(language)) {
      throw ApiException.invalid(
          "to",
          "`to` must be one of "
              + String.join(", ", pages.supportedLanguages().stream().sorted().toList())
              + ".");
    }
    String base = TenantPageUrls.of(exchange.tenant());
    var choice = new LanguageCookie(Locale.forLanguageTag(language), clock.instant());
    exchange
        .response()
        .addHeader(
            "Set-Cookie", choice.header(base + "/", exchange.baseUrl().startsWith("https:")));
    exchange.redirect(target(exchange, base));
  }

  private static String target(HttpExchange exchange, String base) {
    return Optional.ofNullable(exchange.request().getParameter("return"))
        .or(() -> exchange.view().header("Referer").flatMap(url -> ours(url, exchange)))
        .filter(path -> path.startsWith(base + "/") && VISIBLE.matcher(path).matches())
        .filter(path -> !DOTS.matcher(path).find() && !path.startsWith(base + "/language"))
        .orElse(base + "/login");
  }

  private static Optional<String> ours(String url, HttpExchange exchange) {
    String origin = exchange.baseUrl().replaceFirst("^(https?://[^/]+).*", "$1");
    return url.startsWith(origin + "/")
        ? Optional.of(url.substring(origin.length()))
        : Optional.empty();
  }
}
