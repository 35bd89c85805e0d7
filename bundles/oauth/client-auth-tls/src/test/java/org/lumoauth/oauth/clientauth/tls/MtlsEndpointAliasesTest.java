/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientauth.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8705 section 5. */
class MtlsEndpointAliasesTest {

  private static final Map<String, Object> METADATA =
      Map.of(
          "issuer", "https://auth.example/t/acme/api/v1",
          "token_endpoint", "https://auth.example/t/acme/api/v1/oauth/token",
          "authorization_endpoint", "https://auth.example/t/acme/api/v1/oauth/authorize",
          "jwks_uri", "https://auth.example/t/acme/api/v1/.well-known/jwks.json");

  @Test
  void mapsEndpointsToMtlsBaseUrl() {
    assertEquals(
        Map.of("token_endpoint", "https://mtls.example:8443/t/acme/api/v1/oauth/token"),
        MtlsEndpointAliases.of(" https://mtls.example:8443/ ").of(METADATA));
  }

  @Test
  void returnsNoAliasesWithoutMtlsBaseUrl() {
    assertEquals(Map.of(), MtlsEndpointAliases.of("").of(METADATA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://mtls.example",
        "mtls.example",
        "https://mtls.example/path",
        "https://mtls.example?x=1",
        "https://mtls.example#x",
        "https://somebody@mtls.example",
        "https://",
        "https://a b"
      })
  void rejectsInvalidMtlsBaseUrl(String setting) {
    assertThrows(IllegalArgumentException.class, () -> MtlsEndpointAliases.of(setting));
  }
}
