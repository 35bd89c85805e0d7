package org.lumoauth.oauth.grant.devicecode.endpoint;

import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.UserCode;

/** Where people answer: {@code verification_uri}. */
final class DeviceVerificationUri {

  /** The parameter that fills a code in. */
  static final String USER_CODE = "user_code";

  private DeviceVerificationUri() {}

  /** The URL, short enough to be typed. */
  static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/device");
  }

  /** The URL that fills the code in. */
  static String with(TenantContext tenant, UserCode code) {
    return of(tenant) + "?" + USER_CODE + "=" + code.text();
  }
}
