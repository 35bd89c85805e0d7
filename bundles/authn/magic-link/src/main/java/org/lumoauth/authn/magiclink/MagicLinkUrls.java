package org.lumoauth.authn.magiclink;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;

/** Where a link leads. */
final class MagicLinkUrls {
  private static final String API = "/api/v1";
  private static final String ATTEMPT = "?attempt=";

  private MagicLinkUrls() {}

  /** The link in a message: on the configured base URL, never on the Host header's. */
  static String inMail(TenantContext tenant, String secret) {
    var issuer = tenant.issuer();
    return issuer.substring(0, issuer.length() - API.length()) + "/magic-link?token=" + secret;
  }

  /** The page of a new sign-in. */
  static String login(TenantContext tenant) {
    return "/t/" + tenant.slug() + "/login";
  }

  /** Where people look after their account. */
  static String account(TenantContext tenant) {
    return "/t/" + tenant.slug() + "/account";
  }

  /** The page of a sign-in under way. */
  static String login(TenantContext tenant, String attempt) {
    return login(tenant) + ATTEMPT + encode(attempt);
  }

  /** The id of the sign-in whose page this is. */
  static String attempt(String page) {
    return page.substring(page.indexOf(ATTEMPT) + ATTEMPT.length());
  }

  /** The page of a sign-in, which is to go on by a link. */
  static String withLink(String page, String secret) {
    return page
        + "&method="
        + MagicLinkAuthenticationMethod.NAME
        + "&"
        + AuthenticationMethod.LINK
        + "="
        + encode(secret);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
