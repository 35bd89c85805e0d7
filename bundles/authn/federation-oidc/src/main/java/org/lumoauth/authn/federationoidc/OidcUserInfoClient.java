/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.tenant.TenantContext;

/** Requests claims missing from the ID token (OpenID Connect Core section 5.3). */
final class OidcUserInfoClient {

  private static final String PURPOSE = "identity-provider-userinfo";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 65_536;

  /** Claims accepted from the ID token only. */
  private static final Set<String> OF_THE_SIGN_IN = Set.of("auth_time", "amr", "acr");

  private final OutboundHttpClient http;

  OidcUserInfoClient(OutboundHttpClient http) {
    this.http = http;
  }

  /**
   * Returns the claims merged with those of the userinfo endpoint. Claims of the ID token take
   * precedence.
   */
  Map<String, Object> mergeClaims(
      TenantContext tenant,
      Map<String, Object> claims,
      OidcProviderMetadata provider,
      Optional<String> accessToken) {
    if (claims.containsKey("email") || provider.userInfo().isEmpty() || accessToken.isEmpty()) {
      return claims;
    }
    Map<String, Object> all =
        new HashMap<>(ask(tenant, provider.userInfo().get(), accessToken.get()));
    if (!claims
        .get("sub")
        .equals(all.get("sub"))) { // section 5.3.2: the response is about another subject
      return claims;
    }
    all.keySet().removeAll(OF_THE_SIGN_IN);
    all.putAll(claims);
    return all;
  }

  private Map<String, Object> ask(TenantContext tenant, URI address, String accessToken) {
    try {
      var answer =
          http.send(
              new OutboundRequest(
                      PURPOSE,
                      "GET",
                      address,
                      Map.of(
                          "Accept", "application/json", "Authorization", "Bearer " + accessToken),
                      Optional.empty(),
                      TIMEOUT,
                      MAX_BYTES)
                  .inTenant(tenant.id()));
      return OidcMessageJsonCodec.object(answer).map(OidcMessageJsonCodec::map).orElse(Map.of());
    } catch (OutboundException e) { // the ID token already identifies the user
      return Map.of();
    }
  }
}
