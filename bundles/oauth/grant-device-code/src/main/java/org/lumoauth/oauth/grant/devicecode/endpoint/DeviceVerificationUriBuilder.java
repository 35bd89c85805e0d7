/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.endpoint;

import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.UserCode;

/** Builds the {@code verification_uri}. */
final class DeviceVerificationUriBuilder {

  /** The parameter that prefills the user code. */
  static final String USER_CODE = "user_code";

  private DeviceVerificationUriBuilder() {}

  /** Returns the URI, which is short enough to type. */
  static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/device");
  }

  /** Returns the URI that prefills the user code. */
  static String with(TenantContext tenant, UserCode code) {
    return of(tenant) + "?" + USER_CODE + "=" + code.text();
  }
}
