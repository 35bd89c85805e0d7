package org.lumoauth.authn.account;

import java.net.URI;
import java.util.Locale;
import org.lumoauth.api.tenant.TenantContext;

/** The pages of an account. */
enum AccountSection {
  PROFILE,
  PASSWORD,
  SESSIONS,
  APPLICATIONS;

  private static final String API = "/api/v1";

  /** The last part of its path, of its template's name and of its form token's purpose. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The path of the page, from the root of this server. */
  String path(TenantContext tenant) {
    String base = URI.create(tenant.issuer()).getRawPath();
    return base.substring(0, base.length() - API.length()) + "/account/" + text();
  }

  /** What a form of the page is for: no other page takes its token. */
  String purpose() {
    return "account/" + text();
  }
}
