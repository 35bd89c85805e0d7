/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientRegistrationService.ClientRegistration;
import org.lumoauth.api.tenant.TenantContext;

/** Builds the registration response (RFC 7591 section 3.2.1, RFC 7592 section 3). */
final class ClientRegistrationResponseFactory {

  /** The path of the registration endpoint relative to the issuer. */
  static final String PATH = "/connect/register";

  private static final String METHOD = "token_endpoint_auth_method";

  private ClientRegistrationResponseFactory() {}

  /**
   * Returns the response body.
   *
   * @param token the registration access token, if it was just issued
   */
  static Map<String, Object> of(
      TenantContext tenant, ClientRegistration registration, Optional<String> token) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("client_id", registration.clientId());
    registration.secret().ifPresent(secret -> body.put("client_secret", secret));
    if (usesSecret(registration.metadata())) {
      body.put("client_secret_expires_at", 0);
    }
    body.put("client_id_issued_at", registration.issuedAt().getEpochSecond());
    token.ifPresent(value -> body.put("registration_access_token", value));
    body.put("registration_client_uri", tenant.issuer() + PATH + "/" + registration.clientId());
    registration.metadata().forEach(body::putIfAbsent);
    body.keySet()
        .removeAll(Set.of("require_pkce", "first_party", "profile", Client.SELF_REGISTERED));
    return body;
  }

  static boolean usesSecret(Map<String, Object> metadata) {
    return String.valueOf(metadata.getOrDefault(METHOD, "client_secret_basic"))
        .startsWith("client_secret_");
  }
}
