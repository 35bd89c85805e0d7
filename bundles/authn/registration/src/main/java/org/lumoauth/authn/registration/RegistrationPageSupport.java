/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.page.HtmlPageRenderRequest;
import org.lumoauth.api.page.HtmlPageRenderer;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shared functions of this module's pages: rendering, forms and rate limits. */
@Component(service = RegistrationPageSupport.class)
public final class RegistrationPageSupport {
  static final int REFUSED = 422;
  static final int TOO_MANY = 429;

  /** The limit for forms from one address. */
  static final AttemptLimit ADDRESS = new AttemptLimit(20, Duration.ofHours(1));

  /** The limit for messages to one recipient. */
  static final AttemptLimit RECIPIENT = new AttemptLimit(5, Duration.ofHours(1));

  private static final String DIRECTORY = "directory.password.";
  private static final long SHORTEST = 8;

  private final HtmlPageRenderer pages;
  private final AttemptLimiter limiter;
  private final SettingsStore settings;

  @Activate
  public RegistrationPageSupport(
      @Reference HtmlPageRenderer pages,
      @Reference AttemptLimiter limiter,
      @Reference SettingsStore settings) {
    this.pages = pages;
    this.limiter = limiter;
    this.settings = settings;
  }

  void show(HttpExchange exchange, int status, String template, Map<String, Object> model)
      throws IOException {
    show(exchange, RegistrationPageParameters.NONE, status, template, model);
  }

  void show(
      HttpExchange exchange,
      RegistrationPageParameters origin,
      int status,
      String template,
      Map<String, Object> model)
      throws IOException {
    var locales = locales(exchange, origin);
    exchange.writePage(
        status,
        pages.render(exchange.tenant(), HtmlPageRenderRequest.of(template, model, locales)));
  }

  /** Returns the reader's languages, also for messages. */
  List<Locale> locales(HttpExchange exchange, RegistrationPageParameters origin) {
    return pages.locales(exchange.tenant(), exchange.view(), origin.uiLocales().orElse(""));
  }

  /**
   * Reads a form of a page of this server.
   *
   * @throws ApiException 403 if another site submitted it
   */
  Map<String, List<String>> read(HttpExchange exchange) throws IOException {
    if (exchange.view().header("Sec-Fetch-Site").filter("cross-site"::equals).isPresent()) {
      throw ApiException.forbidden("The form must be submitted from a page of this server.");
    }
    return exchange.readForm();
  }

  /** Returns whether another form of this kind is allowed from the request's address. */
  boolean admits(HttpExchange exchange, String kind) {
    return limiter
        .count(
            exchange.tenant(),
            kind + "-address",
            ClientNetworkKey.of(exchange.view().remoteAddress()),
            ADDRESS)
        .isEmpty();
  }

  /** Returns whether another message may be sent to a recipient. */
  boolean mayReach(TenantContext tenant, String recipient) {
    return limiter.count(tenant, "mail-recipient", recipient, RECIPIENT).isEmpty();
  }

  long minLength(TenantContext tenant) {
    return settings.read(tenant, "password").get("minLength") instanceof Number length
        ? length.longValue()
        : SHORTEST;
  }

  /** Returns the code of the first problem of a password, as used by pages. */
  static Optional<String> code(List<String> problems) {
    return problems.stream()
        .findFirst()
        .map(key -> key.startsWith(DIRECTORY) ? key.substring(DIRECTORY.length()) : key)
        .map(code -> code.equals("personal") ? "contains-identifier" : code);
  }

  static Optional<String> field(Map<String, List<String>> form, String name) {
    return form.getOrDefault(name, List.of()).stream()
        .findFirst()
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
