/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.encoding.UrlParameterEncoder;

/** Authenticates this server as a client at a token endpoint (OpenID Connect Core section 9). */
final class OidcClientAuthentication {

  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final long SECONDS = 60;

  private final SigningKeyService keys;

  OidcClientAuthentication(SigningKeyService keys) {
    this.keys = keys;
  }

  /** Returns the authentication headers of the request. */
  Map<String, String> headers(OidcProviderConnection connection) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("Accept", "application/json");
    if (connection.authentication().equals(OidcProviderConnection.BASIC)) {
      String pair = // RFC 6749 section 2.3.1
          UrlParameterEncoder.encode(connection.clientId())
              + ":"
              + UrlParameterEncoder.encode(connection.secret().orElseThrow());
      headers.put(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
    }
    return headers;
  }

  /**
   * Returns the authentication parameters of the request.
   *
   * @param audience the audience of a client assertion
   */
  Map<String, String> parameters(
      TenantContext tenant, OidcProviderConnection connection, String audience) {
    Map<String, String> parameters = new LinkedHashMap<>();
    switch (connection.authentication()) {
      case OidcProviderConnection.BASIC -> {
        return parameters;
      }
      case OidcProviderConnection.POST ->
          parameters.put("client_secret", connection.secret().orElseThrow());
      case OidcProviderConnection.PRIVATE_KEY -> {
        parameters.put("client_assertion_type", ASSERTION);
        parameters.put("client_assertion", assertion(tenant, connection, audience));
      }
      default -> {}
    }
    parameters.put("client_id", connection.clientId());
    return parameters;
  }

  /**
   * Returns a client assertion signed by the tenant's key. Its issuer is the client id at the
   * provider, never the tenant's issuer.
   */
  private String assertion(
      TenantContext tenant, OidcProviderConnection connection, String audience) {
    if (connection.clientId().startsWith(tenant.issuer())) {
      throw OidcProviderErrorFactory.because("the client id must not be the issuer of this server");
    }
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", connection.clientId());
    claims.put("sub", connection.clientId());
    claims.put("aud", audience);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("exp", now + SECONDS);
    return keys.sign(
        tenant, SigningAlgorithm.ES256, Map.of("typ", "JWT"), OidcMessageJsonCodec.write(claims));
  }
}
