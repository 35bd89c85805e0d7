package org.lumoauth.authn.registration;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.UiLocalesParameter;

/** Paths of the pages, from the root of the server, and the links in messages. */
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

  /**
   * Where the form of a page is sent, to be answered in the language that the page was asked in.
   */
  static String form(HttpExchange exchange, String page) {
    return UiLocalesParameter.copyTo(path(exchange.tenant(), page), exchange.view());
  }

  /** The link in a message: on the configured base URL, never on the Host header's. */
  static String withToken(TenantContext tenant, String page, String token) {
    return address(tenant, page) + "?token=" + token;
  }

  /** A page, for a message. */
  static String address(TenantContext tenant, String page) {
    var issuer = tenant.issuer();
    return issuer.substring(0, issuer.length() - API.length()) + "/" + page;
  }

  /** The sign-in, or the one under way. */
  static String login(TenantContext tenant, Optional<String> attempt) {
    return path(tenant, LOGIN)
        + attempt
            .map(id -> "?attempt=" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "&existing")
            .orElse("");
  }

  /** Where no password is needed people sign in as they do. */
  static void redirectToLogin(HttpExchange exchange) {
    exchange.redirect(exchange.baseUrl() + login(exchange.tenant(), Optional.empty()));
  }
}
