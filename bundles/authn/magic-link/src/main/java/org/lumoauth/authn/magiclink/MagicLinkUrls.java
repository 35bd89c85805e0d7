/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.magiclink;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.tenant.TenantContext;

/** The URLs of sign-in links and pages. */
final class MagicLinkUrls {
  private static final String API = "/api/v1";
  private static final String ATTEMPT = "?attempt=";

  private MagicLinkUrls() {}

  /** Returns the link in a message: based on the configured base URL, never on the Host header. */
  static String inMail(TenantContext tenant, String secret) {
    var issuer = tenant.issuer();
    return issuer.substring(0, issuer.length() - API.length()) + "/magic-link?token=" + secret;
  }

  /** Returns the page of a new sign-in. */
  static String login(TenantContext tenant) {
    return "/t/" + tenant.slug() + "/login";
  }

  /** Returns the account page. */
  static String account(TenantContext tenant) {
    return "/t/" + tenant.slug() + "/account";
  }

  /** Returns the page of a sign-in in progress. */
  static String login(TenantContext tenant, String attempt) {
    return login(tenant) + ATTEMPT + encode(attempt);
  }

  /** Returns the id of the sign-in of a page. */
  static String attempt(String page) {
    return page.substring(page.indexOf(ATTEMPT) + ATTEMPT.length());
  }

  /** Returns the page of a sign-in that continues with a link. */
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
