/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lumoauth.api.web.ApiException;

/**
 * A tenant's slug in paths: 2 to 63 lower-case ASCII letters and digits, with single hyphens
 * inside, so that it is also a DNS label (RFC 1123 section 2.1). Misleading names are rejected:
 * those of the server's own paths and hosts, those with only digits, and those that start with
 * {@code xn--} (RFC 5890 section 2.3.2.1), which the single-hyphen rule already excludes.
 *
 * @param value the slug
 */
record TenantSlug(String value) {

  /** Names with a meaning in a path or host of the server, or that users could mistake for one. */
  static final Set<String> RESERVED =
      Set.of(
          "account",
          "admin",
          "administrator",
          "api",
          "app",
          "assets",
          "auth",
          "autoconfig",
          "autodiscover",
          "cdn",
          "console",
          "docs",
          "ftp",
          "health",
          "help",
          "id",
          "identity",
          "idp",
          "imap",
          "internal",
          "localhost",
          "login",
          "logout",
          "lumoauth",
          "mail",
          "me",
          "metrics",
          "mx",
          "ns",
          "null",
          "oauth",
          "oauth2",
          "oidc",
          "operator",
          "org",
          "organization",
          "organizations",
          "orgs",
          "platform",
          "pop",
          "portal",
          "public",
          "register",
          "root",
          "saml",
          "scim",
          "security",
          "setup",
          "signin",
          "signup",
          "smtp",
          "sso",
          "static",
          "status",
          "support",
          "sys",
          "sysadmin",
          "system",
          "t",
          "tenant",
          "tenants",
          "undefined",
          "webmail",
          "webmaster",
          "well-known",
          "wpad",
          "www");

  private static final Pattern DIGITS = Pattern.compile("[0-9-]+");
  private static final int MIN_LENGTH = 2;
  private static final int MAX_LENGTH = 63;
  private static final Set<String> RESERVED_SKELETONS =
      RESERVED.stream().map(name -> new TenantSlug(name).skeleton()).collect(Collectors.toSet());

  /**
   * Validates the slug of a new tenant.
   *
   * @throws ApiException 422 {@code validation_error} if it is malformed, reserved or looks
   *     reserved
   */
  static TenantSlug of(String text) {
    if (!isWellFormed(text)) {
      throw ApiException.invalid(
          "slug",
          "slug must have 2 to 63 lower-case letters and digits, with single hyphens " + "inside.");
    }
    if (DIGITS.matcher(text).matches()) {
      throw ApiException.invalid("slug", "slug must contain a letter.");
    }
    var slug = new TenantSlug(text);
    if (RESERVED_SKELETONS.contains(slug.skeleton())) {
      throw ApiException.invalid(
          "slug", "slug is, or looks like, a name that is reserved for the server.");
    }
    return slug;
  }

  /**
   * Returns whether a tenant could have this slug. Checked on each request, to avoid store lookups
   * for invalid names.
   */
  static boolean isWellFormed(String text) {
    if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
      return false;
    }
    boolean hyphen = true; // no leading hyphen
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean other = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!other && (c != '-' || hyphen)) {
        return false;
      }
      hyphen = !other;
    }
    return !hyphen;
  }

  /**
   * Returns the skeleton, which is equal for all slugs that look alike (based on Unicode Technical
   * Standard 39 section 4, for the characters of a slug). Two tenants never share one.
   */
  String skeleton() {
    return value
        .replace('0', 'o')
        .replace('1', 'l')
        .replace('i', 'l')
        .replace("rn", "m")
        .replace("vv", "w")
        .replace("cl", "d");
  }
}
