/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.registration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.page.UiLocalesParameter;

/** The paths of the pages, from the root of the server, and the links in messages. */
final class RegistrationUrls {
  static final String REGISTER = "register";
  static final String CONFIRM = "register/confirm";
  static final String FORGOT = "forgot-password";
  static final String RESET = "reset-password";
  static final String VERIFY = "verify-email";
  static final String LOGIN = "login";

  private static final String API = "/api/v1";

  private RegistrationUrls() {}

  static String path(TenantContext tenant, String page) {
    return "/t/" + tenant.slug() + "/" + page;
  }

  /** Returns the target of a page's form, with the language of the page. */
  static String form(HttpExchange exchange, String page) {
    return UiLocalesParameter.copyTo(path(exchange.tenant(), page), exchange.view());
  }

  /** Returns the link in a message: based on the configured base URL, never on the Host header. */
  static String withToken(TenantContext tenant, String page, String token) {
    return address(tenant, page) + "?token=" + token;
  }

  /** Returns the URL of a page for a message. */
  static String address(TenantContext tenant, String page) {
    var issuer = tenant.issuer();
    return issuer.substring(0, issuer.length() - API.length()) + "/" + page;
  }

  /** Returns the sign-in page, or that of the sign-in in progress. */
  static String login(TenantContext tenant, Optional<String> attempt) {
    return path(tenant, LOGIN)
        + attempt
            .map(id -> "?attempt=" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "&existing")
            .orElse("");
  }

  /** Redirects to the sign-in if no password is needed. */
  static void redirectToLogin(HttpExchange exchange) {
    exchange.redirect(exchange.baseUrl() + login(exchange.tenant(), Optional.empty()));
  }
}
