/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.openid.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.support.oauth.ClientResponseEncrypter;
import org.lumoauth.testkit.builder.ClientBuilder;

class ClientJwtIssuerTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Map<String, Object> KEY = Map.of("kty", "EC", "kid", "k");

  private final ClientJwtIssuer jwts = jwts(List.of(KEY));

  @Test
  void encryptsPlainClaimsIfOnlyEncryptionIsRegistered() {
    assertEquals("k ECDH-ES A128CBC-HS256 {\"sub\":\"x\"}", made(encrypting().build()));
  }

  @Test
  void encryptsSignedJwtIfBothAreRegistered() {
    assertEquals(
        "k ECDH-ES A128CBC-HS256 JWT ES256 {} {\"sub\":\"x\"}",
        made(encrypting().with("userinfo_signed_response_alg", "ES256").build()));
  }

  @Test
  void signsOnlyIfEncryptionIsNotRegistered() {
    assertEquals(
        "ES256 {} {\"sub\":\"x\"}",
        made(aClient().with("userinfo_signed_response_alg", "ES256").build()));
  }

  @Test
  void rejectsClientWithoutEncryptionKeyInAdvance() {
    assertEquals("The client has no key for ECDH-ES.", refusal(encrypting().build(), List.of()));
  }

  @Test
  void rejectsUnsupportedContentEncryptionInAdvance() {
    assertEquals(
        "The content encryption algorithm A512GCM is not supported.",
        refusal(
            encrypting().with("userinfo_encrypted_response_enc", "A512GCM").build(), List.of(KEY)));
  }

  private static String refusal(Client client, List<Map<String, Object>> keys) {
    return assertThrows(
            OAuthException.class,
            () -> jwts(keys).requirePossible(ACME, client, "userinfo", "RS256"))
        .getMessage();
  }

  private String made(Client client) {
    return jwts.make(ACME, client, "userinfo", "RS256", Map.of("sub", "x"));
  }

  private static ClientBuilder encrypting() {
    return aClient().with("userinfo_encrypted_response_alg", "ECDH-ES");
  }

  private static ClientJwtIssuer jwts(List<Map<String, Object>> keys) {
    return new ClientJwtIssuer(
        named(),
        new ClientResponseEncrypter(
            new FakeIdTokenEncryptionService(), (tenant, client, kid) -> keys));
  }

  /** "Signs" by naming algorithm and header before the payload. */
  private static SigningKeyService named() {
    return (SigningKeyService)
        Proxy.newProxyInstance(
            SigningKeyService.class.getClassLoader(),
            new Class<?>[] {SigningKeyService.class},
            (proxy, method, given) -> given[1] + " " + given[2] + " " + given[3]);
  }
}
