/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.consent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.lumoauth.api.tenant.TenantContext;

/** Builds the URL of the consent page. */
final class AAuthConsentPageUrlBuilder {

  private AAuthConsentPageUrlBuilder() {}

  static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/portal/aauth/authorize");
  }

  static String with(TenantContext tenant, String requestToken) {
    return of(tenant) + "?request_token=" + URLEncoder.encode(requestToken, StandardCharsets.UTF_8);
  }
}
